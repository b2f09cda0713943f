package meridian.console.timelines;

import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;

/// How the Timelines room looks: the list, beside it one request in full above the stage table.
final class TimelinesView {
  private final TimelinesModel model;
  private final RequestListCard list;
  private final RequestCard request;
  private final StackPane root;

  TimelinesView(Desk desk, TimelinesModel model) {
    this.model = model;
    this.list = new RequestListCard(desk, model);
    this.request = new RequestCard(desk, model);
    SplitPane right = new SplitPane(request.node(), new StageCard(model).node());
    right.setOrientation(Orientation.VERTICAL);
    right.setDividerPositions(0.48);
    HBox.setHgrow(right, Priority.ALWAYS);
    root = Parts.room(new StackPane(new HBox(8, list.node(), right)));
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  StackPane node() {
    return root;
  }

  boolean isListHeld() {
    return list.isHeld();
  }

  void copyJson() {
    request.copyJson();
  }

  private void onKey(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl || event.isShortcutDown()) {
      return;
    }
    if (event.getCode() == KeyCode.SLASH || "/".equals(event.getText())) {
      list.focusFilter();
    } else if (event.getCode() == KeyCode.F) {
      model.follow();
    } else if (event.getCode() == KeyCode.P) {
      model.pin();
    } else if (event.getCode() == KeyCode.J) {
      request.copyJson();
    } else if (event.getCode() == KeyCode.ESCAPE && !model.followingProperty().get()) {
      model.follow();
    } else {
      return;
    }
    event.consume();
  }
}
