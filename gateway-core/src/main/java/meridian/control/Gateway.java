package meridian.control;

import java.util.Optional;
import meridian.telemetry.Snapshot;

/// A running gateway as a console sees it; embedded, simulated, recorded or on another machine.
///
/// Safe for any thread. Nothing here blocks for long: commands and trials are taken and carried out
/// elsewhere.
public interface Gateway extends AutoCloseable {

  /// What it is: places, PoPs, addresses, models, budget. Changes only when the configuration is
  /// reloaded.
  Description description();

  /// The newest state.
  Snapshot snapshot();

  /// Where the run is and how fast it goes, when this gateway is simulated.
  default Optional<Playback> playback() {
    return Optional.empty();
  }

  /// Its projects and keys, now.
  default Tenants tenants() {
    return Tenants.NONE;
  }

  /// Has `command` carried out; says at once whether it was taken.
  Reaction perform(Command command);

  /// Sends one real request through a PoP as a client would, and tells `listener` how it goes.
  void send(Trial trial, TrialListener listener);

  /// Stops serving: finishes what runs, within ten seconds, and frees every port.
  @Override
  void close();

  /// What became of a command.
  sealed interface Reaction {
    /// It is carried out.
    ///
    /// @param note for the operator, such as `12 entries purged`
    record Taken(String note) implements Reaction {}

    /// It is carried out, and made a secret that nobody will see again.
    ///
    /// @param note for the operator and the log, without the secret
    /// @param secret the whole key
    record Issued(String note, String secret) implements Reaction {
      /// Without the secret.
      @Override
      public String toString() {
        return "Issued[" + note + "]";
      }
    }

    /// It is carried out, but for a part that somebody must see to.
    ///
    /// @param note what is done, what is not, and why
    record TakenInPart(String note) implements Reaction {}

    /// It is not.
    ///
    /// @param reason what was expected, what was found, what to do
    record Rejected(String reason) implements Reaction {}
  }
}
