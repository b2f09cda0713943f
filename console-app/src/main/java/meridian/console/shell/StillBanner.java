package meridian.console.shell;

import java.time.ZoneId;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import meridian.console.feed.Feed;
import meridian.console.format.Figures;
import org.kordamp.ikonli.feather.Feather;

/// Says that the picture is not of now, for as long as it is not.
final class StillBanner extends HBox {
  private final Feed feed;
  private final ZoneId zone;
  private final Label words = Icons.label("");

  StillBanner(Feed feed, ZoneId zone) {
    this.feed = feed;
    this.zone = zone;
    getStyleClass().addAll("banner", "still");
    Button live = new Button("Go live", Icons.of(Feather.SKIP_FORWARD));
    live.getStyleClass().setAll("button", "quiet-button", "live-again");
    live.setFocusTraversable(false);
    live.setOnAction(_ -> feed.goLive());
    words.setMinWidth(0);
    getChildren()
        .addAll(Icons.of(Feather.PAUSE_CIRCLE), words, Icons.spring(), Icons.keys("End"), live);
    visibleProperty().bind(feed.pausedProperty());
    managedProperty().bind(feed.pausedProperty());
    feed.shownProperty().addListener((_, _, _) -> beat());
  }

  /// Brings the words up to date.
  void beat() {
    if (feed.pausedProperty().get()) {
      Feed.Behind behind = feed.behind();
      words.setText(
          "Not live: this was "
              + Figures.clockMillis(feed.shown().takenNanos(), zone)
              + ", "
              + Figures.age(behind.gatewayNanos())
              + " before now. The gateway has counted "
              + Figures.count(behind.events())
              + " events since.");
    }
  }
}
