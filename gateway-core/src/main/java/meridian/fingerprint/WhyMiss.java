package meridian.fingerprint;

import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Fingerprint;
import meridian.Json;

/// Why one request did not find another one's answer.
public sealed interface WhyMiss {
  /// At most this many differences are named.
  int MAX_DIFFERENCES = 20;

  /// They are the same question.
  record Same(Fingerprint fingerprint) implements WhyMiss {}

  /// They differ.
  ///
  /// @param differences in canonical order, at most [#MAX_DIFFERENCES]
  record Different(List<Difference> differences) implements WhyMiss {
    public Different {
      differences = List.copyOf(differences);
    }
  }

  /// One of them has no fingerprint.
  ///
  /// @param isFirst which one
  /// @param why why it has none
  record NotCacheable(boolean isFirst, FingerprintResult.Uncacheable why) implements WhyMiss {}

  /// One place where two requests differ.
  ///
  /// @param path a path such as `messages[1].content`, or `scope.tenant`
  /// @param first the first request's canonical value, shortened; empty when it has none there
  /// @param second the second request's
  record Difference(String path, Optional<String> first, Optional<String> second) {}

  /// Compares two requests, each in its scope.
  static WhyMiss compare(
      Fingerprinter fingerprinter,
      ChatRequest first,
      FingerprintScope firstScope,
      ChatRequest second,
      FingerprintScope secondScope) {
    FingerprintResult firstResult = fingerprinter.fingerprint(first, firstScope);
    if (firstResult instanceof FingerprintResult.Uncacheable why) {
      return new NotCacheable(true, why);
    }
    FingerprintResult secondResult = fingerprinter.fingerprint(second, secondScope);
    if (secondResult instanceof FingerprintResult.Uncacheable why) {
      return new NotCacheable(false, why);
    }
    if (firstResult instanceof FingerprintResult.Fingerprinted same
        && firstResult.equals(secondResult)) {
      return new Same(same.fingerprint());
    }
    Comparison comparison = new Comparison();
    comparison.scopes(firstScope, secondScope);
    comparison.objects("", selected(fingerprinter, first), selected(fingerprinter, second));
    return new Different(comparison.found());
  }

  private static Json.Obj selected(Fingerprinter fingerprinter, ChatRequest request) {
    Json.Obj selected = request.body();
    for (int i = 0; i < request.body().size(); i++) {
      String name = request.body().name(i);
      if (fingerprinter.spec().treatment(name, fingerprinter.mode())
          != FingerprintSpec.Treatment.SELECTS) {
        selected = selected.without(name);
      }
    }
    return selected;
  }
}
