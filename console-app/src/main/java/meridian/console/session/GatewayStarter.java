package meridian.console.session;

import meridian.control.Gateway;

/// Starts the gateway that the console shows. Called off the toolkit thread, may take seconds.
@FunctionalInterface
public interface GatewayStarter {
  /// A gateway that serves.
  ///
  /// @throws Exception when it cannot start; the message says what was expected, what was found and
  ///   what to do
  Gateway start(ConsoleArgs args) throws Exception;
}
