package meridian.control;

import java.io.IOException;
import java.nio.file.Path;
import meridian.Json;
import meridian.KeyRecord;
import meridian.cache.CacheEntry;
import meridian.kv.Kv;
import meridian.ledger.Ledger;
import meridian.simulated.checks.Facts;
import meridian.telemetry.Event;
import meridian.time.WorldClock;

/// Writes what happened to the KV, to the ledgers and to revoked keys, one JSON object on each
/// line, in the order in which it happened; docs/simulation.md has every field.
///
/// It changes nothing: a run has the same hash with and without it. Lines go to the file as they
/// come; what is kept in memory is bounded by [RevocationHistory]. Guarded by the baton.
final class RunHistory implements Simulation.Spectator, AutoCloseable {
  private final JsonLines lines;
  private final RevocationHistory revocations;

  private RunHistory(JsonLines lines) {
    this.lines = lines;
    this.revocations = new RevocationHistory(lines);
  }

  static RunHistory open(Path file) throws IOException {
    return new RunHistory(JsonLines.open("--history", file));
  }

  /// The beginning of every line.
  ///
  /// @param of `kv`, `ledger` or `revocation`
  /// @param what happened
  static Json.Obj line(String of, String what, long atNanos) {
    return Json.Obj.of("of", new Json.Text(of)).with("what", what).with("atNanos", atNanos);
  }

  @Override
  public Parts parts(Facts facts) {
    revocations.keys(facts.keys());
    return new Watching(lines, facts.clock());
  }

  private record Watching(JsonLines lines, WorldClock clock) implements Parts {
    @Override
    public Kv<KeyRecord> keys(Kv<KeyRecord> kv) {
      return new HistoricKv<>(
          kv, "keys", key -> key.isRevoked() ? "revoked" : "valid", lines, clock);
    }

    @Override
    public Kv<CacheEntry> entries(String zone, Kv<CacheEntry> kv) {
      String store = zone.isEmpty() ? "entries" : "entries/" + zone;
      return new HistoricKv<>(kv, store, entry -> entry.completion().id(), lines, clock);
    }

    @Override
    public Ledger ledger(String region, Ledger ledger) {
      return new HistoricLedger(ledger, region, lines);
    }
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.Booked booked) {
      lines.write(HistoricLedger.line(booked));
    }
    revocations.accept(event);
  }

  @Override
  public void answered(Sent request, Answer answer) {
    revocations.answered(request, answer);
  }

  @Override
  public void close() throws IOException {
    revocations.end();
    lines.close();
  }
}
