package meridian.live.http;

import java.util.function.Supplier;
import meridian.RequestId;
import meridian.network.AccessLink;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// Everything the HTTP server asks others for; all of it is called from many threads.
///
/// @param pops serves chat completions
/// @param places where clients sit
/// @param models answers `/v1/models`
/// @param readiness answers `/readyz`
/// @param metrics answers `/metrics` on the management port, Prometheus text format 0.0.4
/// @param access the modelled way between client and PoP, or [AccessLink#REAL]
/// @param clock the world's clock
/// @param ids names requests
/// @param events takes what was refused or cut before it became a request
public record HttpService(
    PopHandler pops,
    ClientPlaces places,
    ModelCatalog models,
    Supplier<Readiness> readiness,
    Supplier<String> metrics,
    AccessLink access,
    WorldClock clock,
    Supplier<RequestId> ids,
    EventSink events) {}
