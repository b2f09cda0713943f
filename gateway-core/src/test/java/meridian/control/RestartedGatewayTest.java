package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.Await;
import meridian.Money;
import meridian.control.ServedGateway.Answer;
import meridian.live.sql.CannotOpen;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole gateway of two origins, stopped and started on the same books.
final class RestartedGatewayTest {
  private static final Pattern HEARD =
      Pattern.compile(
          "meridian_replicated_changes_total\\{from=\"ap-south-1\",to=\"ap-southeast-1\"\\}"
              + " (\\S+)");
  private static final String YAML =
      """
      client: {place: BOM}
      pops: [BOM]
      network: {model: real}
      edge: {coldMin: 0s, coldMax: 0s}
      providers:
        - {name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}
      projects: {demo: {cache: {mode: "off"}, balance: $1}}
      """;

  @TempDir Path folder;

  private ServedGateway start(String... sets) throws IOException {
    String[] all = new String[sets.length + 1];
    System.arraycopy(sets, 0, all, 0, sets.length);
    all[sets.length] = "storage={kind: sqlite, file: \"" + folder.resolve("books.db") + "\"}";
    return ServedGateway.start(YAML, all);
  }

  private ServedGateway standby() throws IOException {
    return start("pattern=2.5", "replication={regions: [ap-southeast-1], every: 100ms}");
  }

  private static Answer ask(ServedGateway at) {
    return send(
        at,
        ServedGateway.post(
                at.frontDoor() + "/v1/chat/completions",
                """
                {"model": "gpt-4o-mini", "max_tokens": 20,
                 "messages": [{"role": "user", "content": "What is an edge PoP?"}]}
                """)
            .header("Authorization", "Bearer " + ServedGateway.KEY));
  }

  private static Answer send(ServedGateway to, Request.Builder request) {
    try {
      return to.send(request);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  /// What the project may still spend.
  private static Money left(ServedGateway at) {
    return at.gateway().tenants().projects().getFirst().balance().orElseThrow();
  }

  /// How many changes the standby has heard of.
  private static double heard(ServedGateway at) {
    String metrics =
        send(at, new Request.Builder().url(at.gateway().management().orElseThrow() + "/metrics"))
            .body();
    Matcher line = HEARD.matcher(metrics);
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  @Test
  void a_promoted_standby_serves_after_a_restart_and_knows_what_was_spent() throws Exception {
    Money before;
    try (ServedGateway first = standby()) {
      assertThat(ask(first).status()).isEqualTo(200);
      Await.until(
          "the standby has heard of two keys, the balance, a reserve and its settling",
          Duration.ofSeconds(20),
          () -> heard(first) >= 5);
      Money afterOne = left(first);
      assertThat(afterOne).isLessThan(new Money(1_000_000));
      first.gateway().perform(new Command.PromoteStandby());
      assertThat(left(first)).isEqualTo(afterOne);
      Await.until(
          "the old primary has heard that it is replaced, and the new one was asked",
          Duration.ofSeconds(20),
          () -> ask(first).status() == 200 && left(first).compareTo(afterOne) < 0);
      before = left(first);
    }
    try (ServedGateway again = standby()) {
      assertThat(left(again)).isEqualTo(before);
      Answer answer = ask(again);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(left(again)).isLessThan(before);
      assertThat(again.gateway().perform(new Command.PromoteStandby()))
          .isInstanceOf(Gateway.Reaction.Rejected.class);
    }
  }

  @Test
  void the_books_of_other_regions_are_not_taken_for_its_own() throws Exception {
    standby().close();

    assertThatThrownBy(this::start)
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("expected the books of ap-south-1,")
        .hasMessageContaining("found those of ap-south-1 with the standby ap-southeast-1");
    standby().close();
  }
}
