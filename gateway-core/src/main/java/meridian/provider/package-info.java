/// Language-model providers, seen from the origin only: the port, the modelled provider, routing
/// and prices.
///
/// Provider keys exist here and in the origin's live clients, nowhere else. Requests enter, chunks
/// or whole completions leave, with the time they took at the provider.
package meridian.provider;
