package meridian.control;

import meridian.control.config.ListenSettings;
import meridian.control.config.NetworkSettings;
import meridian.live.http.HttpBounds;
import meridian.network.Tcp;

/// Translates what the configuration says into the settings of the rooms that need it.
final class Settings {
  private Settings() {}

  /// Connections between data centres.
  static Tcp backbone(NetworkSettings network) {
    return new Tcp(pacing(network), tls(network), network.backboneBitsPerSecond());
  }

  /// Connections between clients and PoPs.
  static Tcp access(NetworkSettings network) {
    return new Tcp(pacing(network), tls(network), network.accessBitsPerSecond());
  }

  private static Tcp.Pacing pacing(NetworkSettings network) {
    return switch (network.pacing()) {
      case BBR -> Tcp.Pacing.BBR;
      case WINDOW -> Tcp.Pacing.WINDOW;
    };
  }

  private static Tcp.Tls tls(NetworkSettings network) {
    return switch (network.tls()) {
      case NONE -> Tcp.Tls.NONE;
      case TLS_1_2 -> Tcp.Tls.TLS_1_2;
      case TLS_1_3 -> Tcp.Tls.TLS_1_3;
    };
  }

  static HttpBounds bounds(ListenSettings listen) {
    return new HttpBounds(
        listen.bodyMaxBytes(),
        listen.bodiesMaxBytes(),
        listen.headerMaxBytes(),
        listen.uriMaxBytes(),
        listen.maxConnections(),
        listen.headerDeadline(),
        listen.bodyDeadline(),
        listen.bodyGrace(),
        listen.bodyMinBytesPerSecond(),
        listen.idle());
  }
}
