/// The rules of the house: what a console room may know.
package meridian.console.house;
