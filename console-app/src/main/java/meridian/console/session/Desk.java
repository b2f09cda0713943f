package meridian.console.session;

import java.time.ZoneId;
import java.util.Optional;
import meridian.console.feed.Feed;
import meridian.control.Command;
import meridian.control.Gateway;

/// What every room may ask for. Toolkit thread only.
public interface Desk {
  /// The gateway on screen.
  Gateway gateway();

  /// The snapshots as they are shown, and the way back to the toolkit thread.
  Feed feed();

  /// The zone times of day are shown in.
  ZoneId zone();

  /// Whether commands are refused: the console was started with `--readonly`.
  boolean isReadOnly();

  /// Has `command` carried out, logs it and says what came of it in a toast.
  ///
  /// @param name what it is to the operator: `Start demo traffic`
  /// @return whether it was taken
  boolean perform(String name, Command command);

  /// Has a command carried out that makes a secret, logs and says what came of it without the
  /// secret.
  ///
  /// @param name what it is to the operator: `Create key`
  /// @return the secret, which nobody can show again; empty when the command was not taken
  Optional<String> issue(String name, Command command);

  /// Goes to the room called `title`.
  void goTo(String title);

  /// Goes to the room called `title` and has it show `selection`.
  void open(String title, Selection selection);

  /// Says `text` for a few seconds, without taking the focus.
  void tell(Tone tone, String text);

  /// Copies `text` and says so.
  void copy(String text, String what);

  /// How something is said.
  enum Tone {
    /// For information.
    PLAIN,
    /// It went well.
    OK,
    /// It needs a look.
    WARN,
    /// It failed.
    CRIT
  }
}
