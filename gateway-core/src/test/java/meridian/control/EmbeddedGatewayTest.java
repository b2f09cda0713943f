package meridian.control;

import static meridian.control.ServedGateway.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Await;
import meridian.KeyId;
import meridian.KeyText;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestTimeline;
import meridian.control.ServedGateway.Answer;
import meridian.scenario.Fault;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.Snapshot;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The whole gateway over real sockets on free ports, with a modelled network and provider.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedGatewayTest {
  private static final String YAML =
      """
      seed: 7
      client: {place: SIN}
      pops: [BOM, SIN, FRA]
      kv: {model: push, lagMedian: 100ms, lagBound: 1s, flushEvery: 0s}
      providers:
        - {name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}
      projects: {demo: {}}
      """;

  private ServedGateway served;
  private EmbeddedGateway gateway;

  @BeforeAll
  void start() throws IOException {
    served = ServedGateway.start(YAML);
    gateway = served.gateway();
  }

  @AfterAll
  void stop() {
    served.close();
  }

  @Test
  void a_request_crosses_the_world_and_its_repeat_is_answered_at_the_pop() throws Exception {
    Answer first = ask(served.frontDoor(), "cross", false, Map.of());
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(first.header("X-Meridian-Cache")).isEqualTo("MISS");
    assertThat(first.header("X-Meridian-Pop")).isEqualTo("SIN");
    Answer again = first;
    for (int i = 0; i < 50 && !again.header("Cache-Status").contains("edge-SIN; hit"); i++) {
      again = ask(served.frontDoor(), "cross", false, Map.of());
    }
    assertThat(again.header("X-Meridian-Cache")).isEqualTo("HIT");
    assertThat(again.header("Cache-Status")).contains("meridian-edge-SIN; hit");
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void a_key_made_here_works_until_it_is_rotated_and_is_shown_by_nothing() throws Exception {
    Gateway.Reaction.Issued made =
        (Gateway.Reaction.Issued)
            gateway.perform(new Command.CreateKey(new ProjectId("demo"), Optional.empty()));
    String secret = made.secret();
    KeyId id = KeyText.parse(secret).orElseThrow().id();
    Map<String, String> with = Map.of("Authorization", "Bearer " + secret);
    assertThat(ask(served.frontDoor(), "made", false, with).status()).isEqualTo(200);
    assertThat(gateway.tenants().keys())
        .anySatisfy(key -> {
          assertThat(key.id()).isEqualTo(id);
          assertThat(key.state()).isEqualTo(Tenants.State.VALID);
        });
    assertThat(gateway.perform(new Command.RotateKey(id, Duration.ZERO)))
        .isInstanceOf(Gateway.Reaction.Issued.class);
    Await.until(
        "the old secret is refused", Duration.ofSeconds(60), () -> status("made", with) == 401);
    assertThat(gateway.perform(new Command.RevokeKey(id)))
        .isInstanceOf(Gateway.Reaction.Taken.class);
    String seen = gateway.snapshot() + " " + gateway.tenants() + " " + made;
    assertThat(seen).contains(id.text()).doesNotContain(secret.substring(16));
  }

  @Test
  void a_revocation_that_the_keys_file_refuses_is_in_force_and_says_what_is_left_to_do(
      @TempDir Path folder) throws Exception {
    Path file = folder.resolve("keys.json");
    try (ServedGateway own =
        ServedGateway.start(YAML, "keys.file=" + file, "edge.keyTtl=1s", "storage.kind=memory")) {
      Gateway.Reaction.Issued made =
          (Gateway.Reaction.Issued)
              own.gateway().perform(new Command.CreateKey(new ProjectId("demo"), Optional.empty()));
      KeyId id = KeyText.parse(made.secret()).orElseThrow().id();
      String sound = Files.readString(file);
      Files.writeString(file, "torn");

      assertThat(own.gateway().perform(new Command.RevokeKey(id)))
          .isInstanceOfSatisfying(
              Gateway.Reaction.TakenInPart.class,
              partly ->
                  assertThat(partly.note()).contains("is revoked", "after a restart", "again"));
      assertThat(own.gateway().tenants().keys())
          .anyMatch(key -> key.id().equals(id) && key.state() == Tenants.State.REVOKED);

      Files.writeString(file, sound);
      assertThat(own.gateway().perform(new Command.RevokeKey(id)))
          .isInstanceOf(Gateway.Reaction.Taken.class);
      assertThat(Files.readString(file)).isNotEqualTo(sound);
    }
  }

  private int status(String prompt, Map<String, String> headers) {
    try {
      return ask(served.frontDoor(), prompt, false, headers).status();
    } catch (Exception broken) {
      return 0;
    }
  }

  @Test
  void a_stream_ends_with_done_and_its_hit_is_the_same_text_as_json() throws Exception {
    Answer stream = ask(served.frontDoor(), "flow", true, Map.of());
    assertThat(stream.body()).startsWith("data: {").endsWith("data: [DONE]\n\n");
    Answer json = ask(served.frontDoor(), "flow", false, Map.of());
    assertThat(json.header("X-Meridian-Cache")).isEqualTo("HIT");
    assertThat(json.body()).contains("\"object\":\"chat.completion\"");
  }

  @Test
  void stages_and_residual_make_the_total_and_the_residual_is_small() throws Exception {
    for (int i = 0; i < 5; i++) {
      ask(served.frontDoor(), "sum " + i, i % 2 == 0, Map.of());
    }
    List<RequestTimeline> recent = recentAfter(5);
    assertThat(recent).isNotEmpty();
    for (RequestTimeline timeline : recent) {
      assertThat(timeline.stages().sumNanos() + timeline.residualNanos())
          .isEqualTo(timeline.totalNanos());
      assertThat(timeline.residualNanos()).isGreaterThan(-1_000_000L);
    }
  }

  @Test
  void the_front_door_routes_by_place_and_each_pop_has_its_own_port() throws Exception {
    Map<String, String> fromParis = Map.of("X-Meridian-Client", "CDG");
    Answer routed = ask(served.frontDoor(), "route", false, fromParis);
    assertThat(routed.header("X-Meridian-Pop")).isEqualTo("FRA");
    Answer direct =
        ask(gateway.description().pops().getFirst().baseUrl(), "route", false, Map.of());
    assertThat(direct.header("X-Meridian-Pop")).isEqualTo("BOM");
  }

  @Test
  void metrics_are_on_the_management_port_only() throws Exception {
    ask(served.frontDoor(), "metrics", false, Map.of());
    String management = gateway.management().orElseThrow();
    assertThat(get(management + "/metrics").body())
        .contains("# TYPE meridian_requests_total counter");
    assertThat(get(served.frontDoor() + "/metrics").status()).isEqualTo(404);
  }

  @Test
  void models_are_listed_for_a_key_and_for_nobody_else() throws Exception {
    Request.Builder request = new Request.Builder().url(served.frontDoor() + "/v1/models");
    assertThat(served.send(request.header("Authorization", "Bearer " + KEY)).body())
        .contains("gpt-4o-mini");
    assertThat(get(served.frontDoor() + "/v1/models").status()).isEqualTo(401);
  }

  @Test
  void a_trial_is_a_real_request_and_traffic_starts_and_stops() throws Exception {
    Optional<String> failure = Trials.send(gateway, "hello");
    assertThat(failure).isEmpty();
    TrafficPlan plan = new TrafficPlan(50, Map.of("SIN", 1.0, "CDG", 1.0), 0.5, 0.3, "gpt-4o-mini");
    assertThat(gateway.perform(new Command.StartTraffic(plan)))
        .isInstanceOf(Gateway.Reaction.Taken.class);
    long before = gateway.snapshot().headline().requestsTotal();
    assertThat(recentAfter(before + 20)).isNotEmpty();
    gateway.perform(new Command.StopTraffic());
    TrafficPlan unknown = new TrafficPlan(1, Map.of("SIN", 1.0), 0, 0, "no-such-model");
    assertThat(gateway.perform(new Command.StartTraffic(unknown)))
        .isInstanceOf(Gateway.Reaction.Rejected.class);
  }

  @Test
  void an_injected_fault_holds_until_it_is_healed() throws Exception {
    Fault failing = new Fault.ProviderFailing("openai/us-east-1", 1);
    assertThat(gateway.perform(new Command.Inject(failing)))
        .isEqualTo(new Gateway.Reaction.Taken("injected: openai/us-east-1 answers 503 to 100 %"));
    assertThat(ask(served.frontDoor(), "failing", false, Map.of()).status()).isEqualTo(502);
    assertThat(gateway.perform(new Command.Heal(failing)))
        .isInstanceOf(Gateway.Reaction.Taken.class);
    assertThat(ask(served.frontDoor(), "healed", false, Map.of()).status()).isEqualTo(200);
    assertThat(gateway.perform(new Command.Heal(failing)))
        .isInstanceOf(Gateway.Reaction.Rejected.class);
    assertThat(gateway.perform(new Command.Inject(new Fault.NodeCrashed("pop:NRT"))))
        .isInstanceOfSatisfying(
            Gateway.Reaction.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("found 'pop:NRT'"));
  }

  @Test
  void what_an_operator_did_is_told_and_what_was_refused_is_not() throws Exception {
    gateway.perform(new Command.RevokeKey(new KeyId("nobodyskey12")));
    gateway.perform(new Command.PurgeCaches());
    Await.until("the purge is told", () -> tells("answers purged"));
    assertThat(tells("nobodyskey12")).isFalse();
  }

  @Test
  void a_live_gateway_raises_alarms_and_an_operator_acknowledges_them() throws Exception {
    Fault skew = new Fault.FingerprintSkewed(new PopId("FRA"));
    Command.QuietAlarm acknowledge =
        new Command.QuietAlarm(AlarmRule.FINGERPRINT_MISMATCH, "FRA", Optional.empty());
    assertThat(gateway.perform(acknowledge))
        .isInstanceOfSatisfying(
            Gateway.Reaction.Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("fingerprint_mismatch at FRA"));
    gateway.perform(new Command.Inject(skew));
    ask(served.frontDoor(), "skewed", false, Map.of("X-Meridian-Client", "CDG"));
    gateway.perform(new Command.Heal(skew));
    Await.until("the mismatch is an alarm", () -> !gateway.snapshot().alarms().isEmpty());
    Snapshot.Alarm alarm = gateway.snapshot().alarms().getFirst();
    assertThat(alarm.rule()).isEqualTo(AlarmRule.FINGERPRINT_MISMATCH);
    assertThat(alarm.subject()).isEqualTo("FRA");
    assertThat(alarm.isQuiet()).isFalse();
    assertThat(get(gateway.management().orElseThrow() + "/metrics").body())
        .contains("meridian_alarms_total{alarm=\"fingerprint_mismatch\"} 1")
        .contains("meridian_alarm_active{alarm=\"fingerprint_mismatch\"} 1");
    assertThat(gateway.perform(acknowledge)).isInstanceOf(Gateway.Reaction.Taken.class);
    Await.until("it is quiet", () -> gateway.snapshot().alarms().getFirst().isQuiet());
    Await.until("it is told", () -> tells("alarm acknowledged: fingerprint_mismatch at FRA"));
  }

  private boolean tells(String text) {
    return gateway.snapshot().incidents().stream()
        .anyMatch(incident -> incident.text().contains(text));
  }

  /// Waits until `count` requests are counted.
  private List<RequestTimeline> recentAfter(long count) {
    Await.until(
        count + " requests are counted",
        () -> gateway.snapshot().headline().requestsTotal() >= count);
    return gateway.snapshot().recent();
  }

  private Answer ask(String baseUrl, String prompt, boolean isStreamed, Map<String, String> headers)
      throws Exception {
    String body =
        """
        {"model":"gpt-4o-mini","stream":%s,"messages":[{"role":"user","content":"%s"}]}\
        """
            .formatted(isStreamed, prompt);
    Request.Builder request =
        ServedGateway.post(baseUrl + "/v1/chat/completions", body)
            .header("Authorization", "Bearer " + KEY);
    headers.forEach(request::header);
    return served.send(request);
  }

  private Answer get(String url) throws IOException {
    return served.send(new Request.Builder().url(url));
  }
}
