package meridian.console.keys;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.theme.Parts;

/// What stands beside the keys: how a revocation spreads, or a project's semantic cache. Only the
/// one on screen is drawn.
final class SideCard {
  private final ObjectProperty<Side> side = new SimpleObjectProperty<>(Side.REVOCATION);
  private final RevocationCard revocation;
  private final SemanticCard semantic;
  private final VBox card = new VBox(8);

  /// What it shows.
  enum Side {
    REVOCATION,
    SEMANTIC
  }

  SideCard(RevocationCard revocation, SemanticCard semantic) {
    this.revocation = revocation;
    this.semantic = semantic;
    ScrollPane both = new ScrollPane(new StackPane(revocation.node(), semantic.node()));
    both.setFitToWidth(true);
    both.setFitToHeight(true);
    both.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    both.setFocusTraversable(false);
    both.setMinHeight(0);
    VBox.setVgrow(both, Priority.ALWAYS);
    card.getStyleClass().add("card");
    card.setMinWidth(240);
    card.getChildren()
        .addAll(
            Parts.choice(
                side,
                List.of(
                    new Parts.Choice<>(
                        Side.REVOCATION, "Revocation clock", "How a revocation spreads"),
                    new Parts.Choice<>(
                        Side.SEMANTIC,
                        "Semantic cache",
                        "The semantic cache of the selected project (S)"))),
            both);
    side.addListener((_, _, _) -> show());
    show();
  }

  VBox node() {
    return card;
  }

  /// Brings the semantic cache on screen.
  void showSemantic() {
    side.set(Side.SEMANTIC);
  }

  /// Brings the revocation clock on screen.
  void showRevocation() {
    side.set(Side.REVOCATION);
  }

  private void show() {
    boolean isSemantic = side.get() == Side.SEMANTIC;
    // What is hidden must not claim room either.
    semantic.node().setVisible(isSemantic);
    semantic.node().setManaged(isSemantic);
    revocation.node().setVisible(!isSemantic);
    revocation.node().setManaged(!isSemantic);
  }
}
