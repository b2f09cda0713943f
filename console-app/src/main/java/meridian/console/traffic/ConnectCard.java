package meridian.console.traffic;

import java.util.Arrays;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Description;
import org.kordamp.ikonli.feather.Feather;

/// Lines that connect a client of one's own, and every address there is. The screen shows the
/// public half of the key; the copy carries all of it.
final class ConnectCard {
  private final VBox card = new VBox(8);

  ConnectCard(Desk desk, TrafficModel model) {
    if (desk.gateway().playback().isPresent()) {
      card.getStyleClass().add("card");
      card.getChildren()
          .add(
              Parts.empty(
                  Feather.FAST_FORWARD, TrafficWords.NO_ADDRESS, TrafficWords.NO_ADDRESS_HOW));
      return;
    }
    ObjectProperty<Snippet> chosen = new SimpleObjectProperty<>(Snippet.CURL);
    Label code = Parts.label("", "code");
    code.setMaxWidth(Double.MAX_VALUE);
    code.setMinHeight(Region.USE_PREF_SIZE);
    code.setWrapText(true);
    code.textProperty()
        .bind(chosen.map(snippet -> snippet.filled(model.about(), model.maskedKey())));
    card.getStyleClass().add("card");
    card.getChildren()
        .addAll(
            Parts.label("Connect your own client", "heading"),
            Parts.line(
                8,
                Parts.choice(
                    chosen,
                    Arrays.stream(Snippet.values())
                        .map(s -> new Parts.Choice<>(s, s.title(), ""))
                        .toList()),
                Parts.spacer(),
                Parts.tip(
                    Parts.quiet(
                        "Copy with key",
                        Feather.COPY,
                        () ->
                            desk.copy(
                                chosen.get().filled(model.about(), model.key()),
                                chosen.get().title() + " lines with the demo key")),
                    "The copy carries the whole key; the screen does not show it")),
            code,
            Parts.wrapped(TrafficWords.ADDRESSES, "caption", "muted"),
            addresses(desk, model.about()));
  }

  VBox node() {
    return card;
  }

  private static ListView<Description.Site> addresses(Desk desk, Description about) {
    ListView<Description.Site> list = new ListView<>();
    list.getStyleClass().add("request-list");
    list.setFixedCellSize(24);
    list.setMinHeight(74);
    list.setPrefHeight(110);
    list.setAccessibleText("Addresses of the points of presence; Enter copies one");
    list.getItems().setAll(about.pops());
    list.setCellFactory(_ -> new Address());
    list.setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        copy(desk, list);
      }
    });
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && !event.isControlDown()) {
            copy(desk, list);
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    return list;
  }

  private static void copy(Desk desk, ListView<Description.Site> list) {
    Description.Site site = list.getSelectionModel().getSelectedItem();
    if (site != null) {
      desk.copy(site.baseUrl(), "the address of " + site.pop());
    }
  }

  private static final class Address extends ListCell<Description.Site> {
    private final Label code = Parts.label("", "mono");
    private final Label city = Parts.label("", "muted");
    private final Label url = Parts.label("", "mono", "muted");
    private final HBox box = Parts.line(8, code, city, Parts.spacer(), url);

    Address() {
      code.setMinWidth(28);
      url.setMinWidth(Region.USE_PREF_SIZE);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Description.Site site, boolean isEmpty) {
      super.updateItem(site, isEmpty);
      if (isEmpty || site == null) {
        setGraphic(null);
        return;
      }
      code.setText(site.pop().code());
      city.setText(site.place().city());
      url.setText(site.baseUrl());
      setGraphic(box);
    }
  }
}
