package meridian.console.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import meridian.console.feed.Feed;

/// The keys of the time axis, when nothing in the room wanted them.
final class AxisKeys {
  private AxisKeys() {}

  /// Does what a key is for; says whether it is one.
  static boolean moves(Feed feed, KeyEvent event) {
    int way = event.getCode() == KeyCode.LEFT ? -1 : 1;
    switch (event.getCode()) {
      case SPACE -> feed.pausedProperty().set(!feed.pausedProperty().get());
      case END -> feed.goLive();
      case HOME -> feed.rewindTo(0);
      case LEFT, RIGHT -> {
        if (event.isShiftDown()) {
          feed.rewindTo(feed.shown().takenNanos() + way * AxisBar.LONG_STEP_NANOS);
        } else {
          feed.step(way);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
