/// What the world does to the gateway: traffic, as pure plans drawn from dice.
///
/// It owns [meridian.scenario.Workload], an endless list of requests with the moment, the place and
/// the body of each. A plan and a seed enter; nothing is sent from here.
package meridian.scenario;
