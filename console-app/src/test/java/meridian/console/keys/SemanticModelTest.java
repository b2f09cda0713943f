package meridian.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import meridian.ProjectId;
import meridian.console.sample.SampleEvaluation;
import meridian.console.sample.SampleSnapshots;
import meridian.console.sample.SampleTenants;
import meridian.control.Command;
import meridian.control.SemanticUse;
import meridian.control.Tenants;
import org.junit.jupiter.api.Test;

final class SemanticModelTest {
  private static final ProjectId CHATBOT = new ProjectId("chatbot");

  private final SampleEvaluation.ByHand evaluator = new SampleEvaluation.ByHand();
  private final SemanticModel model = new SemanticModel(evaluator, Runnable::run);

  private void show(Tenants tenants) {
    model.show(SampleSnapshots.busy(), tenants);
  }

  @Test
  void the_draft_follows_what_is_in_force_until_it_is_edited() {
    show(SampleTenants.TENANTS);
    assertThat(model.modeProperty().get()).isEqualTo(SemanticUse.Mode.SHADOW);
    show(SampleTenants.with(SampleEvaluation.use(SemanticUse.Mode.ON, 0.97)));
    assertThat(model.thresholdProperty().get()).isEqualTo(0.97);
    model.moveTo(0.9612);
    assertThat(model.thresholdProperty().get()).isEqualTo(0.96);
    show(SampleTenants.with(SampleEvaluation.use(SemanticUse.Mode.ON, 0.98)));
    assertThat(model.thresholdProperty().get()).isEqualTo(0.96);
    model.discard();
    assertThat(model.thresholdProperty().get()).isEqualTo(0.98);
    assertThat(model.isEdited()).isFalse();
    assertThat(model.change()).isEmpty();
  }

  @Test
  void a_threshold_that_breaks_the_budget_is_refused_with_one_that_keeps_it() {
    show(SampleTenants.TENANTS);
    model.moveTo(0.90);
    assertThat(model.refusal().orElseThrow()).contains("3.0 %", "3.2 %", "raise it to 0.98");
    assertThat(model.change()).isEmpty();
    model.modeProperty().set(SemanticUse.Mode.OFF);
    assertThat(model.refusal()).isEmpty();
    model.modeProperty().set(SemanticUse.Mode.ON);
    model.moveTo(0.97);
    assertThat(model.refusal().orElseThrow()).contains("measured at 0.97");
    model.moveTo(0.98);
    assertThat(model.change())
        .contains(new Command.SetSemantic(CHATBOT, SemanticUse.Mode.ON, 0.98));
  }

  @Test
  void what_was_asked_for_is_pending_until_it_is_seen_in_force() {
    show(SampleTenants.TENANTS);
    model.moveTo(0.98);
    model.taken(model.change().orElseThrow());
    assertThat(model.shownProperty().get().orElseThrow().asked()).isPresent();
    assertThat(model.change()).isEmpty();
    show(SampleTenants.TENANTS);
    assertThat(model.thresholdProperty().get()).isEqualTo(0.98);
    assertThat(model.shownProperty().get().orElseThrow().asked()).isPresent();
    show(SampleTenants.with(SampleEvaluation.use(SemanticUse.Mode.SHADOW, 0.98)));
    assertThat(model.shownProperty().get().orElseThrow().asked()).isEmpty();
    assertThat(model.isEdited()).isFalse();
  }

  @Test
  void the_marker_stays_between_the_thresholds_that_may_be_used() {
    show(SampleTenants.TENANTS);
    model.moveTo(0.2);
    assertThat(model.thresholdProperty().get()).isEqualTo(SemanticUse.LEAST);
    model.moveTo(1.4);
    assertThat(model.thresholdProperty().get()).isEqualTo(1);
  }

  @Test
  void counts_are_those_of_the_project_and_say_why_similar_ones_were_refused() {
    Map<String, Long> counters = new LinkedHashMap<>();
    counters.put(name("chatbot", "hit"), 12L);
    counters.put(name("chatbot", "would_hit"), 1L);
    counters.put(name("chatbot", "miss"), 180L);
    counters.put(name("chatbot", "near_threshold"), 5L);
    counters.put(name("chatbot", "near_numbers"), 2L);
    counters.put(name("chatbot", "skipped_no_text"), 3L);
    counters.put(name("chatbot-2", "hit"), 99L);
    SemanticCounts counts = SemanticCounts.of(counters, CHATBOT);
    assertThat(counts.asked()).isEqualTo(200);
    assertThat(SemanticWords.found(counts))
        .isEqualTo(
            "200 look-ups since the start: 12 hits (6.00 %), 1 would-be hit (0.50 %), 7 near misses"
                + " (numbers 2, threshold 5), 180 misses; 3 skipped (no text 3)");
    assertThat(SemanticWords.found(SemanticCounts.of(Map.of(), CHATBOT)))
        .isEqualTo("Not asked since the start");
  }

  private static String name(String project, String result) {
    return "meridian_semantic_lookups_total{project=\"" + project + "\",result=\"" + result + "\"}";
  }

  @Test
  void a_measurement_is_shown_when_it_is_done_unless_it_was_given_up() {
    show(SampleTenants.TENANTS);
    model.chosenProperty().set(Optional.of(new ProjectId("demo")));
    assertThat(model.evaluation()).isEmpty();
    model.measure(Path.of("a.csv"));
    evaluator.listeners.getFirst().progress("embedded", 50, 100);
    assertThat(model.measuringProperty().get())
        .isEqualTo(new Measuring.Running("embedded", 50, 100));
    model.cancel();
    assertThat(evaluator.cancelled).isEqualTo(1);
    evaluator.listeners.getFirst().done(SampleEvaluation.BANKING);
    assertThat(model.evaluation()).isEmpty();
    model.measure(Path.of("b.csv"));
    evaluator.listeners.getLast().done(SampleEvaluation.BANKING);
    assertThat(model.evaluation()).contains(SampleEvaluation.BANKING);
    assertThat(model.measuringProperty().get()).isEqualTo(new Measuring.Idle());
    model.putAway();
    assertThat(model.evaluation()).isEmpty();
    model.measure(Path.of("c.csv"));
    evaluator.listeners.getLast().failed("c.csv: expected a readable file");
    assertThat(model.measuringProperty().get()).isInstanceOf(Measuring.Failed.class);
  }
}
