package meridian.live.http;

import java.util.List;
import meridian.PopId;

/// Where clients can sit and which PoP is near them. Asked by any number of threads.
public interface ClientPlaces {
  /// Whether `code` is a place of the atlas.
  boolean isKnown(String code);

  /// All place codes, in the order they are shown.
  List<String> codes();

  /// The place of clients that send no `X-Meridian-Client`.
  String defaultPlace();

  /// The PoP that the front door chooses for a client at the known place `code`.
  PopId nearestPop(String code);
}
