package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.LatencyBudget;
import meridian.Place;
import meridian.PopId;
import meridian.Region;
import meridian.control.config.ConfigSource;
import meridian.cost.Situation;
import meridian.telemetry.Snapshot;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ServeCommandTest {
  private static final Place SINGAPORE = new Place("SIN", "Singapore", "SG", 1.35, 103.99);
  private static final String KEY = "mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c";

  private final List<String> heard = new ArrayList<>();

  private CommandRun serve(Optional<String> demoKey, String... arguments) {
    ServeCommand command =
        new ServeCommand(
            source -> {
              heard.add("open " + source.sets());
              return new ServeCommand.Opened(
                  new Standing(demoKey), Optional.of("http://127.0.0.1:8090"), "SQLite, /x.db");
            },
            close -> {
              heard.add("wait");
              close.run();
            });
    return CommandRun.of(new CommandLine(command), arguments);
  }

  @Test
  void addresses_the_demo_key_and_a_ready_request_are_printed() {
    CommandRun run = serve(Optional.of(KEY), "--config", "x.yaml");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("front door   http://127.0.0.1:8080")
        .contains("http://127.0.0.1:8090/metrics")
        .contains("books        SQLite, /x.db")
        .contains("PoP SIN      http://127.0.0.1:8101  Singapore")
        .contains("curl http://127.0.0.1:8080/v1/chat/completions -H 'Authorization: Bearer " + KEY)
        .contains("\"model\":\"gpt-4o-mini\"");
  }

  @Test
  void without_a_demo_key_the_request_says_where_to_put_ones_own() {
    assertThat(serve(Optional.empty(), "--config", "x.yaml").out())
        .contains("Bearer YOUR_KEY")
        .doesNotContain("demo key");
  }

  @Test
  void json_is_one_line_for_machines() throws Exception {
    CommandRun run = serve(Optional.of(KEY), "--config", "x.yaml", "--json");
    assertThat(run.out().lines()).hasSize(1);
    Json.Obj line = JsonReader.readObject(run.out().strip().getBytes(StandardCharsets.UTF_8));
    assertThat(line.text("frontDoor")).contains("http://127.0.0.1:8080");
    assertThat(line.text("management")).contains("http://127.0.0.1:8090");
    assertThat(line.object("pops").orElseThrow().text("SIN")).contains("http://127.0.0.1:8101");
    assertThat(line.text("demoKey")).contains(KEY);
  }

  @Test
  void sets_are_passed_on_in_order_and_the_gateway_is_closed_when_told_to_stop() {
    serve(
        Optional.empty(), "--config", "x.yaml", "--set", "edge.burst=1", "--set", "pops=[BOM,SIN]");
    assertThat(heard).containsExactly("open [edge.burst=1, pops=[BOM,SIN]]", "wait", "closed");
  }

  @Test
  void a_gateway_that_cannot_start_ends_with_2_and_every_reason() {
    ServeCommand command =
        new ServeCommand(
            (ConfigSource _) -> {
              throw new Gateways.CannotStart(List.of("one", "two"));
            },
            _ -> heard.add("wait"));
    CommandRun run = CommandRun.of(new CommandLine(command), "--config", "x.yaml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err().lines()).containsExactly("one", "two");
    assertThat(heard).isEmpty();
  }

  @Test
  void the_configuration_is_required() {
    CommandRun run = serve(Optional.empty());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--config");
  }

  @Test
  void a_wrong_configuration_ends_the_real_command_with_2() {
    CommandRun run =
        CommandRun.of(
            "serve", "--config", "../sample-configs/prism-mumbai.yaml", "--set", "edge.burst=x");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--set edge.burst edge.burst: expected a whole number");
  }

  /// A gateway that only stands there.
  private final class Standing implements Gateway {
    private final Optional<String> demoKey;

    Standing(Optional<String> demoKey) {
      this.demoKey = demoKey;
    }

    @Override
    public Description description() {
      return new Description(
          "standing",
          "EMBEDDED",
          "2",
          "pull",
          true,
          "http://127.0.0.1:8080",
          new Region("ap-south-1", "BOM"),
          Map.of(),
          List.of(new Description.Site(new PopId("SIN"), SINGAPORE, "http://127.0.0.1:8101")),
          Map.of(),
          Map.of(),
          Map.of(),
          List.of("gpt-4o-mini"),
          demoKey,
          LatencyBudget.ARTICLE,
          new Situation(
              "2",
              new Region("ap-south-1", "BOM"),
              List.of(),
              Map.of(),
              Map.of(),
              Map.of(),
              Map.of(),
              false,
              0));
    }

    @Override
    public Snapshot snapshot() {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public Reaction perform(Command command) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void send(Trial trial, TrialListener listener) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }
}
