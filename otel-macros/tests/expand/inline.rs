fn work(user: &User, name: &str) {
    set_attrs!(user.id, card = user.card, mask(card = last4));
    event!("cache miss", key = %name);
    event!(name, crate = my::otel);
    let _entered = span!("load", kind = client, parent = &user.parent, rows = 1).entered();
    span!(format!("load {name}")).in_scope(|| 1);
}
