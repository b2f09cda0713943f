/// Violations of the rules of the house, which their tests must find. Test code only.
package meridian.simulated.planted;
