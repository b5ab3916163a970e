package io.counterfoil.store;

/// The two sets of tables: the record, and what happened apart from it.
enum Schema {
  RECORD("flyway_schema_history") {
    @Override
    String[] migrations(StoreDialect dialect) {
      return new String[] {
        "classpath:io/counterfoil/store/migration",
        "classpath:io/counterfoil/store/triggers/" + dialect.folder()
      };
    }
  },
  EVENTS("events_schema_history") {
    @Override
    String[] migrations(StoreDialect dialect) {
      return new String[] {"classpath:io/counterfoil/store/events"};
    }
  };

  private final String history;

  Schema(String history) {
    this.history = history;
  }

  /// The table that says which migrations were applied.
  String history() {
    return history;
  }

  /// Where its migrations lie.
  abstract String[] migrations(StoreDialect dialect);

  /// Whether it may be made beside tables that are there already.
  boolean standsBeside() {
    return this == EVENTS;
  }
}
