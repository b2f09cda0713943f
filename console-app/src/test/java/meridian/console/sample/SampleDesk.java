package meridian.console.sample;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.console.feed.Feed;
import meridian.console.session.Desk;
import meridian.console.session.Selection;
import meridian.control.Command;
import meridian.control.Gateway;

/// A desk that writes down what rooms ask of it. Toolkit thread only.
public final class SampleDesk implements Desk {
  /// Titles of rooms that were gone to.
  public final List<String> wentTo = new ArrayList<>();

  /// Doors that were opened: room and selection.
  public final List<Door> opened = new ArrayList<>();

  /// What was said.
  public final List<String> told = new ArrayList<>();

  /// What was copied.
  public final List<String> copied = new ArrayList<>();

  private final SampleGateway gateway;
  private final Feed feed;
  private final boolean isReadOnly;

  /// A desk on `gateway`, whose feed does not run.
  public SampleDesk(SampleGateway gateway, boolean isReadOnly) {
    this.gateway = gateway;
    this.feed = new Feed(gateway::snapshot);
    this.isReadOnly = isReadOnly;
  }

  /// A door that was opened.
  ///
  /// @param title of the room
  /// @param selection what it was to show
  public record Door(String title, Selection selection) {}

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
    return ZoneOffset.UTC;
  }

  @Override
  public boolean isReadOnly() {
    return isReadOnly;
  }

  @Override
  public boolean perform(String name, Command command) {
    return !isReadOnly && gateway.perform(command) instanceof Gateway.Reaction.Taken;
  }

  @Override
  public Optional<String> issue(String name, Command command) {
    return !isReadOnly && gateway.perform(command) instanceof Gateway.Reaction.Issued issued
        ? Optional.of(issued.secret())
        : Optional.empty();
  }

  @Override
  public void goTo(String title) {
    wentTo.add(title);
  }

  @Override
  public void open(String title, Selection selection) {
    opened.add(new Door(title, selection));
  }

  @Override
  public void tell(Tone tone, String text) {
    told.add(text);
  }

  @Override
  public void copy(String text, String what) {
    copied.add(text);
  }
}
