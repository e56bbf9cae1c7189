//! Nothing: `tests/` compiles the programs in `cases/`.
