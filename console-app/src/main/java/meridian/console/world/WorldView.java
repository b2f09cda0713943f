package meridian.console.world;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Orientation;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.telemetry.Snapshot;

/// How the World room looks: tiles, findings, map, table, and a drawer over them.
final class WorldView {
  private final WorldModel model;
  private final Map<Tile.Kind, TileCard> tiles = new EnumMap<>(Tile.Kind.class);
  private final FindingsBar findings;
  private final MapCard map;
  private final PopTableView table;
  private final Drawer drawer;
  private final StackPane root;

  WorldView(Desk desk, WorldModel model) {
    this.model = model;
    this.drawer = new Drawer(desk, model);
    this.map = new MapCard(desk, model);
    this.table = new PopTableView(desk, model, drawer::open);
    this.findings = new FindingsBar(model, desk.zone(), drawer::open);
    map.map().onOpen(code -> drawer.open(new meridian.PopId(code)));
    map.quietWhile(drawer.openProperty());
    HBox row = new HBox(10);
    for (Tile.Kind kind : Tile.Kind.values()) {
      TileCard card = new TileCard(kind);
      tiles.put(kind, card);
      row.getChildren().add(card.node());
    }
    SplitPane halves = new SplitPane(map.node(), table.node());
    halves.setOrientation(Orientation.VERTICAL);
    halves.setDividerPositions(0.58);
    VBox.setVgrow(halves, Priority.ALWAYS);
    VBox content = new VBox(10, row, findings.node(), halves);
    root = Parts.room(new StackPane(content, drawer.node()));
    root.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  StackPane node() {
    return root;
  }

  void showFigures() {
    model
        .snapshotProperty()
        .get()
        .ifPresent(now -> {
          tiles.forEach((kind, card) -> model.tile(kind).ifPresent(tile -> card.show(tile, now)));
          findings.show();
          map.show();
        });
  }

  void showTable() {
    table.show();
  }

  void fly(Snapshot snapshot) {
    map.fly(snapshot);
  }

  void focusFilter() {
    table.focusFilter();
  }

  private void onKey(KeyEvent event) {
    if (event.getTarget() instanceof TextInputControl || event.isShortcutDown()) {
      return;
    }
    if (event.getCode() == KeyCode.SLASH || "/".equals(event.getText())) {
      table.focusFilter();
    } else if (event.getCode() == KeyCode.H) {
      model.metricProperty().set(MapMetric.HIT_RATE);
    } else if (event.getCode() == KeyCode.L) {
      model.metricProperty().set(MapMetric.LATENCY);
    } else if (event.getCode() == KeyCode.ESCAPE && drawer.isOpen()) {
      drawer.close();
    } else if (event.getCode() == KeyCode.ESCAPE && model.selectedProperty().get().isPresent()) {
      model.selectedProperty().set(java.util.Optional.empty());
    } else {
      return;
    }
    event.consume();
  }
}
