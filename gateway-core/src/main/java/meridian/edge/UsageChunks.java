package meridian.edge;

import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;

/// The gateway always asks providers for the usage of a stream; clients see it only when they asked.
final class UsageChunks {
  private UsageChunks() {}

  /// `chunk` as the client should see it; empty when it carries nothing but usage the client did not ask for.
  static Optional<Json.Obj> visible(Json.Obj chunk, ChatRequest request) {
    if (request.wantsUsageChunk() || !chunk.has("usage")) {
      return Optional.of(chunk);
    }
    boolean isUsageOnly = chunk.items("choices").isEmpty() && chunk.object("usage").isPresent();
    return isUsageOnly ? Optional.empty() : Optional.of(chunk.without("usage"));
  }
}
