package meridian.fingerprint;

import meridian.ChatRequest;
import meridian.fingerprint.FingerprintResult.Fingerprinted;

/// One request in both modes, to count how often the article's would have answered wrongly.
///
/// @param full in full mode
/// @param article in article mode
public record FingerprintPair(FingerprintResult full, FingerprintResult article) {
  /// Fingerprints `request` twice.
  public static FingerprintPair of(
      FingerprintSpec spec, ChatRequest request, FingerprintScope scope) {
    return new FingerprintPair(
        Fingerprinter.of(spec, FingerprintMode.FULL).fingerprint(request, scope),
        Fingerprinter.of(spec, FingerprintMode.ARTICLE).fingerprint(request, scope));
  }

  /// Whether the other request is the same one to the article and not the same in truth, so that a
  /// cache in article mode would answer one with the other's answer.
  public boolean differsOnlyOutsideArticle(FingerprintPair other) {
    return article instanceof Fingerprinted && article.equals(other.article) && !isSame(other);
  }

  /// A request without a fingerprint is the same as no other.
  private boolean isSame(FingerprintPair other) {
    return full instanceof Fingerprinted && full.equals(other.full);
  }
}
