package meridian.console.shell;

import java.lang.System.Logger.Level;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import meridian.console.feed.Feed;
import meridian.console.session.Desk;
import meridian.console.session.Selection;
import meridian.control.Command;
import meridian.control.Gateway;
import meridian.control.Gateway.Reaction;

/// The desk of a console with a window.
final class ConsoleDesk implements Desk {
  private static final System.Logger LOG = System.getLogger(ConsoleDesk.class.getName());

  private final Gateway gateway;
  private final Feed feed;
  private final ZoneId zone;
  private final boolean isReadOnly;
  private final BiConsumer<String, Optional<Selection>> visit;
  private final BiConsumer<Tone, String> teller;

  ConsoleDesk(
      Gateway gateway,
      Feed feed,
      ZoneId zone,
      boolean isReadOnly,
      BiConsumer<String, Optional<Selection>> visit,
      BiConsumer<Tone, String> teller) {
    this.gateway = gateway;
    this.feed = feed;
    this.zone = zone;
    this.isReadOnly = isReadOnly;
    this.visit = visit;
    this.teller = teller;
  }

  @Override
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public Feed feed() {
    return feed;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public boolean isReadOnly() {
    return isReadOnly;
  }

  @Override
  public boolean perform(String name, Command command) {
    return switch (react(name, command)) {
      case Reaction.Taken _, Reaction.TakenInPart _, Reaction.Issued _ -> true;
      case Reaction.Rejected _ -> false;
    };
  }

  @Override
  public Optional<String> issue(String name, Command command) {
    return switch (react(name, command)) {
      case Reaction.Issued issued -> Optional.of(issued.secret());
      case Reaction.Taken _, Reaction.TakenInPart _, Reaction.Rejected _ -> Optional.empty();
    };
  }

  private Reaction react(String name, Command command) {
    Reaction reaction =
        isReadOnly
            ? new Reaction.Rejected("the console was started with --readonly; start it without")
            : gateway.perform(command);
    LOG.log(Level.INFO, "{0}: {1}", name, reaction);
    switch (reaction) {
      case Reaction.Taken(String note) -> tell(Tone.OK, note.isEmpty() ? name : name + ": " + note);
      case Reaction.TakenInPart(String note) -> tell(Tone.CRIT, name + ": " + note);
      case Reaction.Issued issued -> tell(Tone.OK, name + ": " + issued.note());
      case Reaction.Rejected(String reason) -> tell(Tone.WARN, name + " was not done: " + reason);
    }
    return reaction;
  }

  @Override
  public void goTo(String title) {
    visit.accept(title, Optional.empty());
  }

  @Override
  public void open(String title, Selection selection) {
    visit.accept(title, Optional.of(selection));
  }

  @Override
  public void tell(Tone tone, String text) {
    teller.accept(tone, text);
  }

  @Override
  public void copy(String text, String what) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    tell(Tone.PLAIN, what + " is on the clipboard");
  }
}
