/// The rules of the house: who may know whom, and who may touch the world outside.
package meridian.house;
