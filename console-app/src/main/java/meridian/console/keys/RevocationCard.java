package meridian.console.keys;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// The revocation clock of the selected key, otherwise of the newest revocation.
final class RevocationCard {
  private final Desk desk;
  private final SpreadChart chart = new SpreadChart();
  private final Label summary = Parts.wrapped("");
  private final VBox shown = new VBox(8);
  private final VBox nothing =
      Parts.empty(Feather.CLOCK, KeysWords.NO_REVOCATION, KeysWords.NO_REVOCATION_HOW);
  private final VBox card = new VBox(8);

  RevocationCard(Desk desk, KeysModel model) {
    this.desk = desk;
    summary.setId("revocation-summary");
    shown.getChildren().addAll(summary, chart, Parts.wrapped(KeysWords.CLOCK, "caption", "muted"));
    VBox.setVgrow(chart, Priority.ALWAYS);
    StackPane both = new StackPane(nothing, shown);
    VBox.setVgrow(both, Priority.ALWAYS);
    card.getChildren().add(both);
    model.spreadProperty().addListener((_, _, spread) -> fill(spread));
    fill(model.spreadProperty().get());
  }

  VBox node() {
    return card;
  }

  private void fill(Optional<KeysModel.Spread> spread) {
    shown.setVisible(spread.isPresent());
    nothing.setVisible(spread.isEmpty());
    chart.show(spread);
    summary.setText(spread.map(this::words).orElse(""));
  }

  private String words(KeysModel.Spread now) {
    String revoked =
        "mk_"
            + now.revocation().key()
            + "_… revoked at "
            + Figures.clock(now.revocation().atNanos(), desk.zone())
            + ". ";
    int pops = now.revocation().pops().size();
    if (pops == 0) {
      return revoked + "No PoP was asked with this key since.";
    }
    String slowest =
        now.slowestNanos()
            .map(nanos -> "slowest first refusal after " + Figures.duration(nanos))
            .orElse("no PoP has refused it yet");
    String waiting = now.waiting() == 0 ? "" : ", " + now.waiting() + " still answering";
    return revoked
        + "%d of %d PoPs refuse it%s; %s; %s requests served since."
            .formatted(pops - now.waiting(), pops, waiting, slowest, Figures.count(now.served()));
  }
}
