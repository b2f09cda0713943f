package meridian.scenario;

import java.time.Duration;
import java.util.List;
import meridian.PopId;
import meridian.ProjectId;

/// Something an operator does while a scenario runs. Its effects are seen only as events.
public sealed interface OperatorAction {

  /// Revoke a key; the PoPs learn it through the KV.
  ///
  /// @param tenant whose key
  record RevokeKey(Tenant tenant) implements OperatorAction {}

  /// Make a key for a project. Traffic of that tenant is refused until then when the scenario says
  /// so by naming its key first here.
  ///
  /// @param tenant whose key
  record CreateKey(Tenant tenant) implements OperatorAction {}

  /// Forget every cached answer, at the PoPs and at the origin.
  record PurgeCaches() implements OperatorAction {}

  /// Make the read-only standby region the one that answers (pattern 2.5); what replication had not
  /// yet brought there is lost and counted. Without effect where there is no standby.
  record PromoteStandby() implements OperatorAction {}

  /// Change what a project's PoPs do with a stale entry when the origin cannot answer.
  ///
  /// @param project whose
  /// @param isServed whether stale entries are served, within the hard TTL; otherwise a 5xx
  record ChangeStalePolicy(ProjectId project, boolean isServed) implements OperatorAction {}

  /// Send a small request to PoPs at an interval, so that their workers stay warm.
  ///
  /// @param pops which; none means all
  /// @param every interval for each PoP, above 0
  record StartKeepWarm(List<PopId> pops, Duration every) implements OperatorAction {
    public StartKeepWarm {
      pops = List.copyOf(pops);
      Require.positive("keep-warm interval", every);
    }
  }

  /// Send keep-warm requests no more.
  record StopKeepWarm() implements OperatorAction {}

  /// Refuse KV writes beyond a number for each day; the gateway answers as before, and counts them.
  ///
  /// @param writesPerDay 0 or more
  record CapKvWrites(long writesPerDay) implements OperatorAction {
    public CapKvWrites {
      Require.that(writesPerDay >= 0, "cap of KV writes", "0 or more a day", writesPerDay);
    }
  }

  /// Change a field of the configuration that may change while the gateway runs.
  ///
  /// @param path `projects.demo.cache.softTtl`
  /// @param value as it would stand in the file
  record Reconfigure(String path, String value) implements OperatorAction {
    /// `path=value`, as for `--set`.
    public String text() {
      return path + "=" + value;
    }
  }
}
