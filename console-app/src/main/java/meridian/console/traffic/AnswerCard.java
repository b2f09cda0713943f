package meridian.console.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.LatencyBudget;
import meridian.RequestTimeline;
import meridian.console.chart.Waterfall;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.session.Selection;
import meridian.console.theme.Parts;
import meridian.telemetry.RequestPath;
import org.kordamp.ikonli.feather.Feather;

/// The answer to a request sent by hand: its words as they come, its stages, its headers.
final class AnswerCard {
  private static final List<String> FIRST_HEADERS =
      List.of("cache-status", "server-timing", "age", "retry-after", "content-type");

  private final TrafficModel model;
  private final VBox column = new VBox(10);
  private final StackPane stack = new StackPane();
  private final VBox none =
      Parts.empty(Feather.SEND, TrafficWords.NO_ATTEMPT, TrafficWords.NO_ATTEMPT_HOW);
  private final Label title = Parts.label("", "heading");
  private final Label cache = Parts.label("", "badge");
  private final Label pop = Parts.label("", "badge");
  private final Label times = Parts.label("", "badge", "modelled");
  private final Label total = Parts.label("", "muted");
  private final TextArea words = new TextArea();
  private final Waterfall waterfall = new Waterfall();
  private final Label noTimeline = Parts.wrapped("", "muted");
  private final Button open;
  private final GridPane headers = new GridPane();
  private final InvalidationListener changed = _ -> show();
  private Optional<Attempt> shown = Optional.empty();

  AnswerCard(Desk desk, TrafficModel model) {
    this.model = model;
    open =
        Parts.quiet(
            "Open in Timelines",
            Feather.ALIGN_LEFT,
            () ->
                shown
                    .flatMap(attempt -> attempt.timelineProperty().get())
                    .ifPresent(
                        timeline -> desk.open("Timelines", new Selection.OneRequest(timeline))));
    words.setId("answer");
    words.setEditable(false);
    words.setWrapText(true);
    words.setMinHeight(60);
    words.setPrefRowCount(6);
    words.setAccessibleText("The answer");
    words.getStyleClass().add("answer");
    VBox.setVgrow(words, Priority.ALWAYS);
    title.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = Parts.line(8, title, cache, pop, Parts.spacer(), total);
    VBox answer = card(head, words);
    answer.setPrefHeight(240);
    answer.setMinHeight(120);
    StackPane ladder = new StackPane(waterfall, noTimeline);
    VBox.setVgrow(ladder, Priority.ALWAYS);
    VBox stages =
        card(
            Parts.line(
                8, Parts.label("Where the time went", "heading"), times, Parts.spacer(), open),
            ladder);
    stages.setPrefHeight(400);
    stages.setMinHeight(160);
    VBox.setVgrow(stages, Priority.ALWAYS);
    headers.getStyleClass().add("facts");
    ScrollPane scroll = new ScrollPane(headers);
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox heads = card(Parts.label("Response headers", "heading"), scroll);
    heads.setPrefHeight(230);
    heads.setMinHeight(110);
    column.getChildren().addAll(answer, stages, heads);
    VBox empty = new VBox(none);
    empty.setAlignment(javafx.geometry.Pos.CENTER);
    empty.getStyleClass().add("card");
    stack.getChildren().addAll(empty, column);
    stack.setMinWidth(330);
    stack.setPrefWidth(330);
    model.shownProperty().addListener((_, _, now) -> choose(now));
    choose(model.shownProperty().get());
  }

  StackPane node() {
    return stack;
  }

  /// Says anew whether stages can still come.
  void showFigures() {
    if (shown.isPresent() && shown.get().timelineProperty().get().isEmpty()) {
      showStages(shown.get());
    }
  }

  private static VBox card(javafx.scene.Node... nodes) {
    VBox card = new VBox(8, nodes);
    card.getStyleClass().add("card");
    return card;
  }

  private void choose(Optional<Attempt> attempt) {
    shown.ifPresent(before -> {
      before.phaseProperty().removeListener(changed);
      before.answerProperty().removeListener(changed);
      before.timelineProperty().removeListener(changed);
    });
    shown = attempt;
    attempt.ifPresent(now -> {
      now.phaseProperty().addListener(changed);
      now.answerProperty().addListener(changed);
      now.timelineProperty().addListener(changed);
    });
    show();
  }

  private void show() {
    column.setVisible(shown.isPresent());
    stack.getChildren().getFirst().setVisible(shown.isEmpty());
    shown.ifPresent(attempt -> {
      showHead(attempt);
      showWords(attempt);
      showStages(attempt);
      showHeaders(attempt.headers());
    });
  }

  private void showHead(Attempt attempt) {
    title.setText(
        switch (attempt.phaseProperty().get()) {
          case Attempt.Phase.Sending _ -> "○ " + TrafficWords.SENDING;
          case Attempt.Phase.Answering _ -> "◐ " + attempt.status() + " answering";
          case Attempt.Phase.Done _ -> (attempt.status() < 400 ? "● " : "■ ") + attempt.status();
          case Attempt.Phase.Failed _ -> "■ Failed";
        });
    boolean isBad =
        attempt.phaseProperty().get() instanceof Attempt.Phase.Failed || attempt.status() >= 400;
    title
        .getStyleClass()
        .setAll("label", "heading", isBad ? "crit" : attempt.isUnderWay() ? "plain" : "ok");
    badge(cache, Optional.ofNullable(attempt.headers().get("X-Meridian-Cache")));
    badge(
        pop,
        Optional.ofNullable(attempt.headers().get("X-Meridian-Pop"))
            .map(code -> attempt.trial().client() + " → " + code));
    total.setText(
        attempt.phaseProperty().get() instanceof Attempt.Phase.Done(long nanos)
            ? Figures.duration(nanos) + " as the client measured it"
            : "");
  }

  private void showWords(Attempt attempt) {
    String now =
        attempt.phaseProperty().get() instanceof Attempt.Phase.Failed(String reason)
            ? (attempt.answerProperty().get() + "\n" + reason).strip()
            : attempt.answerProperty().get();
    String before = words.getText();
    if (!before.isEmpty() && now.startsWith(before)) {
      words.appendText(now.substring(before.length()));
    } else if (!now.equals(before)) {
      words.setText(now);
    }
  }

  private void showStages(Attempt attempt) {
    Optional<RequestTimeline> timeline = attempt.timelineProperty().get();
    waterfall.setVisible(timeline.isPresent());
    noTimeline.setVisible(timeline.isEmpty());
    open.setDisable(timeline.isEmpty());
    times.setVisible(timeline.isPresent());
    noTimeline.setText(whyNoStages(attempt));
    timeline.ifPresent(found -> {
      times.setText(found.isModelled() ? "modelled" : "measured");
      waterfall.show(Waterfall.Shown.of(found, budget(found)));
    });
  }

  private String whyNoStages(Attempt attempt) {
    if (attempt.phaseProperty().get() instanceof Attempt.Phase.Failed) {
      return TrafficWords.NO_STAGES_FAILED;
    }
    boolean isGone =
        attempt.phaseProperty().get() instanceof Attempt.Phase.Done
            && model
                .snapshotProperty()
                .get()
                .map(now -> now.takenNanos() - attempt.doneNanos() > 5_000_000_000L)
                .orElse(false)
            && attempt.doneNanos() > 0;
    return isGone ? TrafficWords.LOST_TIMELINE : TrafficWords.NO_TIMELINE;
  }

  private LatencyBudget budget(RequestTimeline timeline) {
    LatencyBudget budget = model.about().budget();
    return RequestPath.of(timeline) == RequestPath.EDGE_HIT
        ? budget
        : new LatencyBudget(budget.target(), budget.total(), Map.of());
  }

  private void showHeaders(Map<String, String> all) {
    headers.getChildren().clear();
    List<String> names = new ArrayList<>(all.keySet());
    names.sort(java.util.Comparator.comparingInt(AnswerCard::rank).thenComparing(n -> n));
    for (String name : names) {
      Label key = Parts.label(name, "mono", "faint");
      key.setMinWidth(Region.USE_PREF_SIZE);
      Label value = Parts.label(all.getOrDefault(name, ""), "mono");
      value.setWrapText(true);
      GridPane.setHgrow(value, Priority.ALWAYS);
      GridPane.setValignment(key, javafx.geometry.VPos.TOP);
      headers.addRow(headers.getRowCount(), key, value);
    }
    if (names.isEmpty()) {
      headers.add(Parts.label(Figures.NONE, "faint"), 0, 0);
    }
  }

  /// The gateway's own first, then what says something of the answer, then the rest.
  private static int rank(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("x-meridian") ? 0 : FIRST_HEADERS.contains(lower) ? 1 : 2;
  }

  private static void badge(Label badge, Optional<String> text) {
    badge.setText(text.orElse(""));
    badge.setVisible(text.isPresent());
    badge.setManaged(text.isPresent());
  }
}
