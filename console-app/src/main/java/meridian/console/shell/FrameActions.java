package meridian.console.shell;

import java.util.ArrayList;
import java.util.List;
import meridian.console.feed.Feed;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Command;
import org.kordamp.ikonli.feather.Feather;

/// What the search palette offers wherever the operator is.
///
/// @param desk carries commands out
/// @param switchTheme changes between light and dark
/// @param help shows all keys
/// @param alarms shows the alarms
record FrameActions(Desk desk, Runnable switchTheme, Runnable help, Runnable alarms) {
  List<Action> list() {
    Feed feed = desk.feed();
    boolean isPaused = feed.pausedProperty().get();
    List<Action> all = new ArrayList<>();
    all.add(new Action("Show alarms", "Alt+A", Feather.BELL, alarms));
    all.add(
        new Action(
            isPaused ? "Go on live" : "Pause the picture",
            "Space",
            isPaused ? Feather.PLAY : Feather.PAUSE,
            () -> feed.pausedProperty().set(!isPaused)));
    all.add(
        new Action(
            "Go back to the first recorded moment",
            "Home",
            Feather.SKIP_BACK,
            () -> feed.rewindTo(0)));
    all.add(
        new Action(
            "Use the " + Themes.current().opposite().label() + " theme",
            "",
            Themes.current() == Theme.DARK ? Feather.SUN : Feather.MOON,
            switchTheme));
    if (!desk.isReadOnly()) {
      all.addAll(commands());
    }
    all.add(
        new Action(
            "Copy a curl line for the front door",
            "",
            Feather.COPY,
            () -> desk.copy(Welcome.curl(desk.gateway().description()), "The curl lines")));
    all.add(new Action("Show all keys", "?", Feather.HELP_CIRCLE, help));
    return all;
  }

  private List<Action> commands() {
    return List.of(
        new Action("Start demo traffic", "", Feather.ACTIVITY, () -> DemoTraffic.start(desk)),
        new Action(
            "Stop generated traffic",
            "",
            Feather.SQUARE,
            () -> desk.perform("Stop generated traffic", new Command.StopTraffic())),
        new Action(
            "Purge all caches",
            "",
            Feather.TRASH_2,
            () -> desk.perform("Purge all caches", new Command.PurgeCaches())));
  }
}
