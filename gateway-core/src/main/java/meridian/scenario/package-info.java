/// What the world does to the gateway: traffic, what goes wrong, and what has to be true then, as
/// pure data and pure plans drawn from dice.
///
/// It owns [meridian.scenario.Scenario] with its [meridian.scenario.Fault]s, operator actions and
/// expectations, and the sources of requests ([meridian.scenario.TrafficSource]): a workload drawn
/// from dice gives the moment, the place, the tenant and the body of each. A plan and a seed enter;
/// nothing is sent, broken or judged from here.
package meridian.scenario;
