/** Writes Float.toString of pseudo-random bit patterns, one a line: PrintFloats COUNT SEED. */
public class PrintFloats {
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    int bits = Integer.parseUnsignedInt(arguments[1]);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; ++i) {
      bits = bits * 1664525 + 1013904223;
      out.append(Float.toString(Float.intBitsToFloat(bits))).append('\n');
    }
    System.out.print(out);
  }
}
