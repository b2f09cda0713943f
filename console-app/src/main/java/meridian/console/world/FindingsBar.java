package meridian.console.world;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import meridian.PopId;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;

/// What is wrong, worst first: three lines, and how many more there are. Each line of a PoP selects
/// it.
final class FindingsBar {
  private static final int LINES = 3;

  private final WorldModel model;
  private final java.time.ZoneId zone;
  private final Consumer<PopId> onPop;
  private final VBox bar = new VBox();
  private boolean isOpen;
  private List<String> shown = List.of("");

  FindingsBar(WorldModel model, java.time.ZoneId zone, Consumer<PopId> onPop) {
    this.model = model;
    this.zone = zone;
    this.onPop = onPop;
    bar.getStyleClass().addAll("card", "findings");
  }

  VBox node() {
    return bar;
  }

  /// Brings the lines up to date; buttons stay the same while their texts do, so that a click or
  /// the focus is not lost.
  void show() {
    List<Finding> findings = model.findings();
    List<String> texts =
        findings.isEmpty()
            ? List.of(hasMeasured() ? WorldWords.ALL_WELL : WorldWords.NOTHING_MEASURED)
            : findings.stream().map(this::text).toList();
    if (texts.equals(shown)) {
      return;
    }
    shown = texts;
    bar.getChildren().clear();
    if (findings.isEmpty()) {
      bar.getChildren().add(calm());
      return;
    }
    int lines = isOpen ? findings.size() : Math.min(LINES, findings.size());
    for (int i = 0; i < lines; i++) {
      HBox line = Parts.line(8, line(findings.get(i)));
      bar.getChildren().add(line);
      if (i == lines - 1 && findings.size() > LINES) {
        line.getChildren().addAll(Parts.spacer(), more(findings.size() - LINES));
      }
    }
  }

  private boolean hasMeasured() {
    return model
        .snapshotProperty()
        .get()
        .map(now -> now.headline().requestsTotal() > 0)
        .orElse(false);
  }

  private HBox calm() {
    boolean any = hasMeasured();
    Severity severity = any ? Severity.OK : Severity.NONE;
    HBox line =
        Parts.line(
            8,
            Parts.label(severity.sign(), "sign", severity.style()),
            Parts.label(any ? WorldWords.ALL_WELL : WorldWords.NOTHING_MEASURED, "muted"));
    line.setPadding(new javafx.geometry.Insets(4, 6, 4, 6));
    return line;
  }

  private Button line(Finding finding) {
    Label sign = Parts.label(finding.severity().sign(), "sign", finding.severity().style());
    Button button = new Button(text(finding), sign);
    button.setMnemonicParsing(false);
    button.getStyleClass().setAll("button", "finding");
    button.setOnAction(_ -> finding.pop().ifPresent(onPop));
    button.setFocusTraversable(finding.pop().isPresent());
    return button;
  }

  private Button more(int hidden) {
    Button button = new Button(isOpen ? "show less" : "+" + hidden + " more");
    button.getStyleClass().setAll("button", "finding");
    button.setOnAction(_ -> {
      isOpen = !isOpen;
      shown = List.of("");
      show();
    });
    return button;
  }

  private String text(Finding finding) {
    return finding.text()
        + model.since(finding).map(since -> " · since " + Figures.clock(since, zone)).orElse("");
  }
}
