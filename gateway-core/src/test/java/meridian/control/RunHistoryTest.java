package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A history says what happened to KV, ledgers and revoked keys, and is enough to check them by.
final class RunHistoryTest {
  /// A key is revoked while the KV is slow, and the project's balance runs out.
  private static final String STORY =
      """
      title: A revocation and an empty purse
      description: For a history.
      config: prism-mumbai
      set: ["pops=[SIN, BOM, FRA]", projects.demo.balance=$0.04]
      duration: 6m
      traffic:
        - name: people
          generated:
            requestsPerSecond: 4
            places: {SIN: 1, FRA: 1}
            projects: {demo: {keys: 2}}
            repeats: {share: 0.7, exponent: 1.5}
            streams: 0
      faults:
        - {at: 0s, for: 6m, kvLag: {lag: 2m}}
      actions:
        - {at: 4m, revokeKey: {project: demo, key: 1}}
        - {at: 5m, purge: {}}
      """;

  @TempDir private static Path folder = Path.of("");
  private static List<Json.Obj> lines = List.of();
  private static CommandRun run = new CommandRun(0, "", "");

  @BeforeAll
  static void playOnce() throws IOException {
    Path file = folder.resolve("history.jsonl");
    run = play("--history", file.toString());
    lines = Files.readAllLines(file).stream().map(RunHistoryTest::object).toList();
  }

  private static CommandRun play(String... more) throws IOException {
    Path story = folder.resolve("story.yaml");
    Files.writeString(story, STORY);
    String[] arguments = new String[3 + more.length];
    arguments[0] = "simulate";
    arguments[1] = story.toString();
    arguments[2] = "--json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(arguments);
  }

  private static Json.Obj object(String line) {
    return (Json.Obj)
        JsonReader.tryRead(line.strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static List<Json.Obj> of(String of, String... whats) {
    return lines.stream()
        .filter(line -> text(line, "of").equals(of) && List.of(whats).contains(text(line, "what")))
        .toList();
  }

  private static String text(Json.Obj line, String name) {
    return line.text(name).orElse("");
  }

  @Test
  void the_same_seed_writes_the_same_bytes() throws IOException {
    Path again = folder.resolve("again.jsonl");
    play("--history", again.toString());
    assertThat(again).hasSameBinaryContentAs(folder.resolve("history.jsonl"));
  }

  @Test
  void writing_it_changes_nothing() throws IOException {
    assertThat(object(play().out()).text("traceHash"))
        .isEqualTo(object(run.out()).text("traceHash"));
  }

  @Test
  void every_value_that_a_pop_sees_was_written_before() {
    Set<String> written = new HashSet<>();
    int seen = 0;
    for (Json.Obj line : of("kv", "put", "get", "visible")) {
      String write =
          text(line, "store")
              + text(line, "key")
              + text(line, "value")
              + line.number("writtenNanos", 0);
      if (text(line, "what").equals("put")) {
        written.add(write);
      } else if (!text(line, "value").isEmpty()) {
        seen++;
        assertThat(written).contains(write);
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void nothing_is_visible_elsewhere_before_the_lag_is_over() {
    List<Json.Obj> entries =
        of("kv", "visible").stream()
            .filter(line -> text(line, "store").equals("entries"))
            .filter(line -> !text(line, "pop").equals("BOM"))
            .toList();
    assertThat(entries)
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.number("lagNanos", 0)).isGreaterThanOrEqualTo(120_000_000_000L);
          assertThat(line.number("atNanos", 0))
              .isGreaterThanOrEqualTo(line.number("visibleNanos", 0));
        });
  }

  @Test
  void a_purge_removes_what_was_written() {
    assertThat(of("kv", "delete_all"))
        .anySatisfy(line -> assertThat(line.number("keys", 0)).isPositive());
  }

  @Test
  void the_ledgers_lines_have_no_gap_and_their_balance_follows_from_them() {
    Map<String, Long> open = new HashMap<>();
    long balance = 0;
    long number = 0;
    for (Json.Obj line : of("ledger", "fund", "reserve", "settle", "release", "expire")) {
      long amount = line.number("amountMicroUsd", 0);
      String bill = text(line, "bill");
      balance +=
          switch (text(line, "what")) {
            case "fund" -> amount;
            case "reserve" -> {
              open.merge(bill, amount, Long::sum);
              yield -amount;
            }
            case "settle" -> taken(open, bill) - amount;
            default -> taken(open, bill);
          };
      assertThat(line.number("number", 0)).isEqualTo(++number);
      assertThat(line.number("availableMicroUsd", -1)).isEqualTo(balance);
    }
    assertThat(number).isGreaterThan(200);
  }

  private static long taken(Map<String, Long> open, String bill) {
    return Optional.ofNullable(open.remove(bill)).orElseThrow();
  }

  @Test
  void a_reserve_that_the_balance_does_not_cover_is_refused_with_what_there_is() {
    assertThat(of("ledger", "refuse"))
        .isNotEmpty()
        .allSatisfy(line -> {
          assertThat(line.text("reason")).contains("insufficient");
          assertThat(line.number("availableMicroUsd", Long.MAX_VALUE))
              .isLessThan(line.number("amountMicroUsd", 0));
        });
  }

  @Test
  void a_revocation_is_followed_to_the_first_refusal_of_each_pop() {
    assertThat(of("revocation", "revoked")).hasSize(1);
    long revoked = of("revocation", "revoked").getFirst().number("atNanos", 0);
    List<Json.Obj> refusals = of("revocation", "first_refusal");
    assertThat(refusals.stream().map(line -> text(line, "pop")).collect(Collectors.toSet()))
        .isEqualTo(new TreeSet<>(Set.of("SIN", "FRA")));
    assertThat(refusals)
        .hasSize(2)
        .allSatisfy(line ->
            assertThat(line.number("atNanos", 0)).isEqualTo(revoked + line.number("lagNanos", -1)));
  }

  @Test
  void what_was_served_under_a_revoked_key_is_counted() {
    assertThat(of("revocation", "outcome"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line.number("refusedNanos", 0)).isPositive());
    assertThat(
            of("revocation", "outcome").stream().mapToLong(line -> line.number("served", 0)).sum())
        .isPositive()
        .isGreaterThanOrEqualTo(
            of("revocation", "first_refusal").stream()
                .mapToLong(line -> line.number("servedMeanwhile", 0))
                .sum());
  }

  @Test
  void a_file_that_cannot_be_made_is_refused_before_the_run() throws IOException {
    CommandRun refused = play("--history", folder.resolve("none/history.jsonl").toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("--history: expected").contains("none");
  }
}
