/// Ledger and usage on disk: SQLite.
@org.jspecify.annotations.NullMarked
package meridian.live.sql;
