//! The users: a table in SQLite, and a cache before it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing::get,
};
use otel_runtime::traced;
use serde::{Deserialize, Serialize};
use sqlx::{SqlitePool, sqlite::SqlitePoolOptions};

use crate::http::{Failure, answer};

#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct User {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) email: String,
}

struct Users {
    database: SqlitePool,
    cache: Mutex<HashMap<i64, User>>,
}

const SELECT_USER: &str = "SELECT name, email FROM users WHERE id = ?1";

pub(crate) async fn router() -> Result<Router, sqlx::Error> {
    let users = Users {
        database: open_database().await?,
        cache: Mutex::default(),
    };
    Ok(Router::new()
        .route("/users/{id}", get(get_user))
        .with_state(Arc::new(users)))
}

/// A database in memory lives as long as its connection: there is one, which never goes away.
async fn open_database() -> Result<SqlitePool, sqlx::Error> {
    let options = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None);
    let database = options.connect("sqlite::memory:").await?;
    sqlx::query("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT)")
        .execute(&database)
        .await?;
    for (id, name) in [(1, "Ada"), (2, "Grace"), (3, "Edsger")] {
        sqlx::query("INSERT INTO users VALUES (?1, ?2, ?3)")
            .bind(id)
            .bind(name)
            .bind(format!("{}@example.com", name.to_lowercase()))
            .execute(&database)
            .await?;
    }
    Ok(database)
}

#[traced(
    kind = server,
    name = "GET /users/{id}",
    parent = &headers,
    span = span,
    attrs(
        http.request.method = "GET",
        http.route = "/users/{id}",
        url.path = format!("/users/{id}"),
    ),
)]
async fn get_user(
    State(users): State<Arc<Users>>,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    answer(&span, users.find(id).await)
}

impl Users {
    #[traced(name = "find_user", attrs(user.id = id))]
    async fn find(&self, id: i64) -> Result<User, Failure> {
        if let Some(user) = self.cached(id) {
            return Ok(user);
        }
        let Some(user) = self.select(id).await? else {
            let reason = format!("there is no user {id}");
            return Err(Failure::refused(StatusCode::NOT_FOUND, reason));
        };
        self.lock_cache().insert(id, user.clone());
        Ok(user)
    }

    #[traced(name = "cache lookup", span = span, attrs(cache.key = id))]
    fn cached(&self, id: i64) -> Option<User> {
        let user = self.lock_cache().get(&id).cloned();
        span.set_attribute("cache.hit", user.is_some());
        user
    }

    #[traced(
        kind = client,
        name = "SELECT users",
        attrs(
            db.system.name = "sqlite",
            db.operation.name = "SELECT",
            db.collection.name = "users",
            db.query.text = SELECT_USER,
        ),
    )]
    async fn select(&self, id: i64) -> Result<Option<User>, sqlx::Error> {
        let row: Option<(String, String)> = sqlx::query_as(SELECT_USER)
            .bind(id)
            .fetch_optional(&self.database)
            .await?;
        Ok(row.map(|(name, email)| User { id, name, email }))
    }

    fn lock_cache(&self) -> std::sync::MutexGuard<'_, HashMap<i64, User>> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
