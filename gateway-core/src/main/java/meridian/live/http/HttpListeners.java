package meridian.live.http;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import meridian.PopId;

/// Where the server listens. A port of 0 means any free one; [HttpFrontDoor#addresses] says which.
///
/// @param host address to bind, such as `127.0.0.1`
/// @param frontDoorPort port that routes by the client's place, 0 to 65535
/// @param popPorts port of each PoP, in order
/// @param managementPort port for `/metrics`, always on the loopback address; absent for none
public record HttpListeners(
    String host,
    int frontDoorPort,
    SequencedMap<PopId, Integer> popPorts,
    OptionalInt managementPort) {

  public HttpListeners {
    popPorts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(popPorts));
    Set<Integer> taken = new HashSet<>();
    check("front door", frontDoorPort, taken);
    for (Map.Entry<PopId, Integer> entry : popPorts.entrySet()) {
      check("PoP " + entry.getKey(), entry.getValue(), taken);
    }
    if (managementPort.isPresent()) {
      check("management", managementPort.getAsInt(), taken);
    }
  }

  private static void check(String name, int port, Set<Integer> taken) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port of " + name + ": expected 0 to 65535, found " + port);
    }
    if (port != 0 && !taken.add(port)) {
      throw new IllegalArgumentException(
          "port of " + name + ": expected one of its own, found " + port + " given out twice");
    }
  }
}
