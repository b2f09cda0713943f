package meridian.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Json;
import meridian.scenario.Trace.Ask;
import meridian.scenario.Trace.Entry;
import meridian.scenario.TraceReader.Unreadable;

/// Lines of a Mooncake trace: two with the same `hash_ids` asked exactly the same. The output's
/// length is checked and dropped: how long an answer is, the provider decides.
final class MooncakeLines implements TraceReader.LineFormat {
  private final Map<List<Long>, Long> numberByHashes = new LinkedHashMap<>();

  @Override
  public Optional<Entry> read(String line) throws Unreadable {
    Json.Obj fields = TraceReader.object(line);
    long millis = whole(fields, "timestamp", 0);
    long tokens = whole(fields, "input_length", 1);
    whole(fields, "output_length", 0);
    List<Long> hashes = hashes(fields);
    long number = numberByHashes.computeIfAbsent(hashes, _ -> (long) numberByHashes.size());
    return Optional.of(
        new Entry(
            millis * 1_000_000,
            Optional.empty(),
            Optional.empty(),
            new Ask.Sized(number, (int) Math.min(tokens, Integer.MAX_VALUE))));
  }

  private static long whole(Json.Obj fields, String name, long least) throws Unreadable {
    String found =
        fields
            .get(name)
            .map(json -> json instanceof Json.Num num ? num.text() : "no number")
            .orElse("nothing");
    return TraceReader.whole(name, found, least);
  }

  private static List<Long> hashes(Json.Obj fields) throws Unreadable {
    List<Long> hashes = new ArrayList<>();
    for (Json item : fields.items("hash_ids")) {
      hashes.add(
          item instanceof Json.Num num
              ? TraceReader.whole("an item of hash_ids", num.text(), 0)
              : TraceReader.whole("an item of hash_ids", "no number", 0));
    }
    if (hashes.isEmpty()) {
      throw new Unreadable(
          "expected hash_ids with at least one number, found none; is this a Mooncake trace?");
    }
    return List.copyOf(hashes);
  }
}
