package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.Refusal;
import meridian.Region;
import meridian.Stage;
import meridian.StageTimes;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.Test;

final class ModelledProviderTest {
  private static final long RTT = 58_000_000;

  private final JumpingClock clock = new JumpingClock();
  private final ModelledProvider provider = provider(7);

  private ModelledProvider provider(long seed) {
    return new ModelledProvider(
        ModelledTarget.of("openai/us-east-1", new Region("us-east-1", "IAD")),
        () -> RTT,
        clock,
        new Dice(seed));
  }

  @Test
  void a_cold_call_pays_two_round_trips_for_its_connection_and_a_warm_one_none() {
    StageTimes cold = read(provider, Asked.whole(Asked.question(""))).times();
    StageTimes warm = read(provider, Asked.whole(Asked.question(""))).times();
    assertThat(cold.nanos(Stage.PROVIDER_CONNECT)).isEqualTo(2 * RTT);
    assertThat(warm.nanos(Stage.PROVIDER_CONNECT)).isZero();
    assertThat(cold.nanos(Stage.PROVIDER_NETWORK)).isEqualTo(RTT);
    assertThat(warm.nanos(Stage.PROVIDER_NETWORK)).isEqualTo(RTT);
  }

  @Test
  void a_connection_left_idle_too_long_is_cold_again() {
    read(provider, Asked.whole(Asked.question("")));
    clock.sleepUntil(clock.nanos() + Duration.ofMinutes(6).toNanos());
    StageTimes late = read(provider, Asked.whole(Asked.question(""))).times();
    assertThat(late.nanos(Stage.PROVIDER_CONNECT)).isEqualTo(2 * RTT);
  }

  @Test
  void the_stages_add_up_to_all_the_time_that_passed() {
    for (boolean isStreamed : new boolean[] {true, false}) {
      long start = clock.nanos();
      ChatRequest request =
          isStreamed ? Asked.streamed(Asked.question("")) : Asked.whole(Asked.question(""));
      Result result = read(provider, request);
      assertThat(result.times().sumNanos()).isEqualTo(clock.nanos() - start);
      assertThat(result.times().nanos(Stage.PROVIDER_TTFT)).isPositive();
      assertThat(result.times().nanos(Stage.PROVIDER_STREAM)).isPositive();
    }
  }

  @Test
  void the_same_request_has_the_same_answer_streamed_or_whole() {
    Result whole = read(provider, Asked.whole(Asked.question("")));
    Result streamed = read(provider, Asked.streamed(Asked.question(",'stream':true")));
    Result other = read(provider, Asked.whole(Asked.question(",'seed':2")));
    assertThat(content(streamed)).isEqualTo(content(whole)).isNotEqualTo(content(other));
    assertThat(streamed.completion().usage()).isEqualTo(whole.completion().usage());
  }

  @Test
  void the_chunks_of_a_stream_make_the_whole_answer() {
    String[] requests = {
      Asked.question(""),
      Asked.question(",'n':3"),
      Asked.question(",'max_tokens':1"),
      Asked.question(",'response_format':{'type':'json_object'}"),
      Asked.question(TOOLS + ",'tool_choice':'required'"),
    };
    for (String request : requests) {
      Json.Obj whole = read(provider, Asked.whole(request)).completion().body();
      Json.Obj joined = read(provider, Asked.streamed(request)).completion().body();
      // Serial and time of creation differ between any two answers; so do the ids of tool calls.
      assertThat(comparable(joined)).isEqualTo(comparable(whole));
    }
  }

  @Test
  void it_says_that_it_is_modelled_and_echoes_nothing() {
    Result result =
        read(
            provider,
            Asked.whole(
                "{'model':'gpt-4o','messages':[{'role':'user','content':'my password is"
                    + " xyzzy'}]}"));
    assertThat(content(result)).startsWith("A modelled answer in the name of gpt-4o:");
    assertThat(content(result)).doesNotContain("xyzzy");
    assertThat(result.completion().body().text("system_fingerprint")).contains("modelled");
  }

  @Test
  void max_tokens_cuts_the_answer_and_says_so() {
    Completion cut =
        read(provider, Asked.whole(Asked.question(",'max_completion_tokens':5"))).completion();
    assertThat(cut.usage().completion()).isEqualTo(5);
    assertThat(finish(cut)).isEqualTo("length");
    Completion full = read(provider, Asked.whole(Asked.question(""))).completion();
    assertThat(finish(full)).isEqualTo("stop");
  }

  @Test
  void a_forced_tool_is_called_with_arguments_that_fit_its_schema() throws Exception {
    Completion any =
        read(provider, Asked.whole(Asked.question(TOOLS + ",'tool_choice':'required'")))
            .completion();
    assertThat(finish(any)).isEqualTo("tool_calls");
    Json.Obj function = function(any);
    assertThat(function.text("name")).contains("weather");
    Json.Obj arguments =
        JsonReader.readObject(
            function.text("arguments").orElseThrow().getBytes(StandardCharsets.UTF_8));
    assertThat(arguments.text("unit").orElseThrow()).isIn("C", "F");
    assertThat(arguments.number("days", -1)).isBetween(1L, 7L);
    assertThat(arguments.items("places")).isNotEmpty();
    assertThat(arguments.object("at").flatMap(at -> at.text("city"))).isPresent();

    Completion named =
        read(
                provider,
                Asked.whole(
                    Asked.question(
                        TOOLS + ",'tool_choice':{'type':'function','function':{'name':'clock'}}")))
            .completion();
    assertThat(function(named).text("name")).contains("clock");
    assertThat(finish(named)).isEqualTo("stop");
  }

  @Test
  void a_response_format_is_answered_in_json() throws Exception {
    Completion object =
        read(provider, Asked.whole(Asked.question(",'response_format':{'type':'json_object'}")))
            .completion();
    assertThat(
            JsonReader.readObject(content(object).getBytes(StandardCharsets.UTF_8))
                .isTrue("modelled"))
        .isTrue();
    Completion schema =
        read(
                provider,
                Asked.whole(
                    Asked.question(
                        ",'response_format':{'type':'json_schema','json_schema':{'name':'a',"
                            + "'schema':{'$defs':{'node':{'type':'object','properties':"
                            + "{'next':{'$ref':'#/$defs/node'}}}},'$ref':'#/$defs/node'}}}")))
            .completion();
    assertThat(
            JsonReader.readObject(content(schema).getBytes(StandardCharsets.UTF_8)).object("next"))
        .isPresent();
  }

  @Test
  void every_chunk_carries_usage_null_only_for_clients_that_asked_for_usage() {
    Json.Obj asking = chunks(provider, Asked.streamed(Asked.question(""))).getFirst();
    assertThat(asking.get("usage")).contains(Json.Null.NULL);
    ChatRequest plain = Asked.streamed(Asked.question(""));
    List<Json.Obj> chunks =
        chunks(provider, new ChatRequest(plain.body(), plain.model(), true, false));
    assertThat(chunks.getFirst().has("usage")).isFalse();
    assertThat(chunks.getLast().items("choices")).isEmpty();
    assertThat(chunks.getLast().object("usage")).isPresent();
  }

  @Test
  void a_fast_model_sends_several_tokens_a_chunk() {
    String fast = Asked.question("").replace("gpt-4o-mini", "llama-3.1-8b-instant");
    int fastChunks = chunks(provider, Asked.streamed(fast)).size();
    long fastTokens = read(provider, Asked.whole(fast)).completion().usage().completion();
    assertThat(fastChunks).isLessThan((int) fastTokens / 2 + 5);
    String slow = Asked.question("").replace("gpt-4o-mini", "gpt-4-turbo");
    int slowChunks = chunks(provider, Asked.streamed(slow)).size();
    long slowTokens = read(provider, Asked.whole(slow)).completion().usage().completion();
    assertThat(slowChunks).isEqualTo((int) slowTokens + 3);
  }

  @Test
  void bad_weather_refuses_as_configured() {
    provider.weather(new ProviderWeather(1, Duration.ofSeconds(9), 0, 0, 0));
    Refusal limited = refusal(provider, Duration.ofMinutes(1));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(9));
    provider.weather(new ProviderWeather(0, Duration.ZERO, 1, 0, 0));
    assertThat(refusal(provider, Duration.ofMinutes(1)).status()).isEqualTo(502);
  }

  @Test
  void a_provider_that_hangs_is_given_up_at_the_deadline_and_not_before() {
    provider.weather(new ProviderWeather(0, Duration.ZERO, 0, 1, 0));
    long start = clock.nanos();
    Refusal refusal = refusal(provider, Duration.ofSeconds(30));
    assertThat(refusal.status()).isEqualTo(504);
    assertThat(clock.nanos() - start).isEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void a_deadline_shorter_than_the_first_token_is_kept() {
    long start = clock.nanos();
    assertThat(refusal(provider, Duration.ofMillis(150)).status()).isEqualTo(504);
    assertThat(clock.nanos() - start).isEqualTo(150_000_000);
  }

  @Test
  void an_answer_that_breaks_off_never_says_it_is_done() {
    provider.weather(new ProviderWeather(0, Duration.ZERO, 0, 0, 1));
    for (ChatRequest request :
        List.of(Asked.streamed(Asked.question("")), Asked.whole(Asked.question("")))) {
      try (Provider.Stream stream = stream(provider, request)) {
        Provider.Piece last = stream.next(inAMinute());
        while (last instanceof Provider.Piece.Chunk) {
          last = stream.next(inAMinute());
        }
        assertThat(last)
            .isInstanceOfSatisfying(
                Provider.Piece.Broken.class,
                broken -> assertThat(broken.refusal().code()).isEqualTo("provider_stream_broken"));
        assertThatThrownBy(() -> stream.next(inAMinute()))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void a_wrong_request_is_refused_as_the_providers_would() {
    for (String more : List.of(",'n':0", ",'max_tokens':0", ",'tool_choice':'required'")) {
      Provider.Answer answer = provider.open(Asked.whole(Asked.question(more)), inAMinute());
      assertThat(answer)
          .isInstanceOfSatisfying(
              Provider.Answer.Refusing.class,
              refusing -> assertThat(refusing.refusal().status()).isEqualTo(400));
    }
  }

  @Test
  void the_same_seed_gives_the_same_times() {
    StageTimes one = read(provider(11), Asked.whole(Asked.question(""))).times();
    StageTimes two = read(provider(11), Asked.whole(Asked.question(""))).times();
    StageTimes other = read(provider(12), Asked.whole(Asked.question(""))).times();
    assertThat(two).isEqualTo(one).isNotEqualTo(other);
  }

  private static final String TOOLS =
      ",'tools':[{'type':'function','function':{'name':'weather','parameters':{'type':'object',"
          + "'properties':{'unit':{'enum':['C','F']},'days':{'type':'integer','minimum':1,"
          + "'maximum':7},'places':{'type':'array','items':{'type':'string'}},"
          + "'at':{'$ref':'#/$defs/at'}},'$defs':{'at':{'properties':{'city':{'type':'string'}}}},"
          + "'required':['unit']}}},{'type':'function','function':{'name':'clock'}}]";

  private record Result(Completion completion, StageTimes times) {}

  private Deadline inAMinute() {
    return Deadline.in(Duration.ofMinutes(1), clock.nanos());
  }

  private Provider.Stream stream(ModelledProvider from, ChatRequest request) {
    return ((Provider.Answer.Answering) from.open(request, inAMinute())).stream();
  }

  private Refusal refusal(ModelledProvider from, Duration wait) {
    Deadline deadline = Deadline.in(wait, clock.nanos());
    return ((Provider.Answer.Refusing) from.open(Asked.whole(Asked.question("")), deadline))
        .refusal();
  }

  private Result read(ModelledProvider from, ChatRequest request) {
    try (Provider.Stream stream = stream(from, request)) {
      ChunkAssembler chunks = new ChunkAssembler(10_000_000);
      List<Completion> whole = new ArrayList<>();
      Provider.Piece piece = stream.next(inAMinute());
      while (!(piece instanceof Provider.Piece.Done)) {
        if (piece instanceof Provider.Piece.Whole all) {
          assertThat(all.sizeBytes()).isEqualTo(JsonWriter.utf8(all.completion().body()).length);
          whole.add(all.completion());
        } else if (piece instanceof Provider.Piece.Chunk chunk) {
          chunks.add(chunk.chunk(), chunk.sizeBytes());
        } else {
          throw new AssertionError("unexpected " + piece);
        }
        piece = stream.next(inAMinute());
      }
      Completion completion = whole.isEmpty() ? chunks.completion() : whole.getFirst();
      return new Result(completion, stream.times());
    }
  }

  private List<Json.Obj> chunks(ModelledProvider from, ChatRequest request) {
    List<Json.Obj> chunks = new ArrayList<>();
    try (Provider.Stream stream = stream(from, request)) {
      while (stream.next(inAMinute()) instanceof Provider.Piece.Chunk chunk) {
        chunks.add(chunk.chunk());
      }
    }
    return chunks;
  }

  private static Json.Obj choice(Completion completion) {
    return (Json.Obj) completion.body().items("choices").getFirst();
  }

  private static String finish(Completion completion) {
    return choice(completion).text("finish_reason").orElseThrow();
  }

  private static String content(Result result) {
    return content(result.completion());
  }

  private static String content(Completion completion) {
    return choice(completion)
        .object("message")
        .flatMap(message -> message.text("content"))
        .orElseThrow();
  }

  private static Json.Obj function(Completion completion) {
    Json.Obj message = choice(completion).object("message").orElseThrow();
    return ((Json.Obj) message.items("tool_calls").getFirst()).object("function").orElseThrow();
  }

  private static String comparable(Json.Obj body) {
    return JsonWriter.text(body.with("id", "").with("created", 0))
        .replaceAll("call_modelled_[0-9a-f]+", "call");
  }

  private static ChatRequest embeddings(String members) {
    return ChatRequest.embeddings(
        Asked.json("{'model':'text-embedding-3-small'," + members + "}"), "text-embedding-3-small");
  }

  @Test
  void embeddings_are_unit_vectors_that_depend_on_text_and_length_alone() {
    Json.Obj body =
        read(provider, embeddings("'input':['a','b','a'],'dimensions':64")).completion().body();
    List<Json> data = body.items("data");
    assertThat(data).hasSize(3);
    assertThat(body.text("system_fingerprint")).contains("modelled");
    List<Json> a = ((Json.Obj) data.get(0)).items("embedding");
    assertThat(a).hasSize(64).isEqualTo(((Json.Obj) data.get(2)).items("embedding"));
    assertThat(a).isNotEqualTo(((Json.Obj) data.get(1)).items("embedding"));
    double square = a.stream().mapToDouble(x -> Math.pow(((Json.Num) x).asDouble(), 2)).sum();
    assertThat(square).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
    Json.Obj again =
        read(provider(8), embeddings("'input':'a','dimensions':64")).completion().body();
    assertThat(((Json.Obj) again.items("data").getFirst()).items("embedding")).isEqualTo(a);
  }

  @Test
  void embeddings_take_time_break_off_and_are_refused_as_chats_are() {
    long start = clock.nanos();
    StageTimes times = read(provider, embeddings("'input':'a'")).times();
    assertThat(times.sumNanos()).isEqualTo(clock.nanos() - start);
    assertThat(times.nanos(Stage.PROVIDER_TTFT)).isPositive();
    for (String wrong :
        List.of("'input':'a','dimensions':1537", "'input':'" + "x".repeat(32_800) + "'")) {
      assertThat(provider.open(embeddings(wrong), inAMinute()))
          .isInstanceOf(Provider.Answer.Refusing.class);
    }
    provider.weather(new ProviderWeather(0, Duration.ZERO, 0, 0, 1));
    Provider.Answer answer = provider.open(embeddings("'input':'a'"), inAMinute());
    assertThat(((Provider.Answer.Answering) answer).stream().next(inAMinute()))
        .isInstanceOf(Provider.Piece.Broken.class);
  }
}
