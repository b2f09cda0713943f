package meridian.console.shell;

import java.util.function.BiConsumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import meridian.control.Description;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What is on screen while the gateway has not seen a request: three ways to send it some.
final class Welcome extends VBox {
  /// What the cards can set off.
  interface Doings {
    /// Starts generated traffic.
    void startTraffic();

    /// Goes where one request is sent by hand.
    void sendOne();

    /// Leaves for the rooms.
    void skip();
  }

  private static final int CARD_WIDTH = 330;

  Welcome(Description gateway, boolean isReadOnly, BiConsumer<String, String> copy, Doings doings) {
    super(22);
    setAlignment(Pos.CENTER);
    setPadding(new Insets(24));
    VBox head =
        new VBox(
            6,
            Icons.label(
                "The gateway is serving. Nobody has asked it anything yet.", "welcome-title"),
            Icons.label(
                gateway.pops().size()
                    + " PoPs, origin in "
                    + gateway.origin()
                    + ", front door "
                    + gateway.frontDoor(),
                "muted"));
    head.setAlignment(Pos.CENTER);
    Button start = new Button("Start demo traffic");
    start.getStyleClass().add("accent");
    start.setDisable(isReadOnly);
    start.setDefaultButton(true);
    start.setOnAction(_ -> doings.startTraffic());
    Button send = new Button("Open Traffic");
    send.setOnAction(_ -> doings.sendOne());
    HBox cards =
        new HBox(
            16,
            card(
                Feather.ACTIVITY,
                "Generate demo traffic",
                "Real HTTP requests from cities around the world to their nearest PoPs: new"
                    + " questions, repeats and streams.",
                start),
            card(
                Feather.SEND,
                "Send one request",
                "Pick a city and a prompt; follow fingerprint, layer and every stage of the"
                    + " answer.",
                send),
            card(
                Feather.TERMINAL,
                "Connect your own client",
                "Any OpenAI client works. Point it at the front door.",
                code("curl", curl(gateway), copy),
                code("Python", python(gateway), copy)));
    cards.setAlignment(Pos.CENTER);
    Button skip = new Button("Show the rooms");
    skip.getStyleClass().setAll("button", "quiet-button");
    skip.setOnAction(_ -> doings.skip());
    getChildren().addAll(head, cards, skip);
  }

  private static VBox card(Ikon icon, String title, String words, Node... actions) {
    Label text = Icons.label(words, "muted");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    VBox card = new VBox(Icons.of(icon), Icons.label(title, "heading"), text, spring());
    card.getChildren().addAll(actions);
    card.getStyleClass().addAll("card", "welcome-card");
    card.setPrefWidth(CARD_WIDTH);
    card.setMinHeight(250);
    return card;
  }

  private static Region spring() {
    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    return spring;
  }

  private static Node code(String name, String text, BiConsumer<String, String> copy) {
    Label line = Icons.label(text.lines().findFirst().orElse(""), "code-line");
    line.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(line, Priority.ALWAYS);
    Button button = new Button("", Icons.of(Feather.COPY));
    button.getStyleClass().setAll("button", "quiet-button");
    button.setAccessibleText("Copy the " + name + " lines");
    button.setOnAction(_ -> copy.accept(text, "The " + name + " lines"));
    HBox row = new HBox(4, line, button);
    row.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, Icons.label(name, "caption"), row);
  }

  /// One request with curl; the key is a placeholder unless the configuration is a sample's.
  static String curl(Description gateway) {
    return """
    curl %s/v1/chat/completions \\
      -H 'Authorization: Bearer %s' \\
      -H 'Content-Type: application/json' \\
      -d '{"model":"%s","messages":[{"role":"user","content":"Hello from Singapore"}]}'
    """
        .formatted(gateway.frontDoor(), key(gateway), model(gateway));
  }

  /// One request with OpenAI's Python client.
  static String python(Description gateway) {
    return """
    from openai import OpenAI
    client = OpenAI(base_url="%s/v1", api_key="%s")
    print(client.chat.completions.create(model="%s", messages=[{"role": "user", "content": "Hello"}]))
    """
        .formatted(gateway.frontDoor(), key(gateway), model(gateway));
  }

  private static String key(Description gateway) {
    return gateway.demoKey().orElse("$MERIDIAN_KEY");
  }

  private static String model(Description gateway) {
    return gateway.models().isEmpty() ? "gpt-4o-mini" : gateway.models().getFirst();
  }
}
