package meridian.console.session;

import java.util.List;
import javafx.scene.Node;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;

/// One page of the console. Toolkit thread only.
public interface Room {
  /// Its name on the rail: `World`. Also its identity, so no two rooms share one.
  String title();

  /// Its sign on the rail.
  Ikon icon();

  /// What it shows; the same node every time.
  Node node();

  /// Shows `snapshot`. Called only while the room is on screen: once when it comes up, then at most
  /// 10 times a second with newer ones, and with older ones after [#onJump]; tables and maps take
  /// less with a [meridian.console.feed.Gate].
  void show(Snapshot snapshot);

  /// It has come on screen; [#show] follows.
  default void onShown() {}

  /// The snapshot that comes next does not follow the last one: the operator has stopped the
  /// picture, gone back, stepped or returned to the present. Nothing of it may be held back, since
  /// none may follow. Called only while the room is on screen.
  default void onJump() {}

  /// It has left the screen.
  default void onHidden() {}

  /// Somebody followed a figure to this room. Called after [#onShown].
  ///
  /// @return whether the room can show it
  default boolean open(Selection selection) {
    return false;
  }

  /// What the search palette offers beside the rooms.
  default List<Action> actions() {
    return List.of();
  }
}
