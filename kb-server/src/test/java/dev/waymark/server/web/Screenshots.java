package dev.waymark.server.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Takes the pictures of a page for the documentation: on a desk and a phone, light and dark. */
final class Screenshots {
  /** A screenshot has few colours, and needs a third of the bytes with a palette. */
  private static final int COLOURS = 256;

  private final Path folder;

  Screenshots(Path folder) {
    this.folder = folder;
  }

  static Browser.NewContextOptions still() {
    return new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
  }

  /** The first screen of what a visitor sees. */
  void take(Visitor visitor, String name) {
    Page page = visitor.page();
    for (int width : List.of(1280, 360)) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        page.setViewportSize(width, width == 360 ? 780 : 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        if (page.locator("[data-chart]").count() > 0) {
          page.locator("[data-chart] canvas").first().waitFor();
        }
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }");
        String file = "run-" + name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        write(page.screenshot(), folder.resolve(file + ".png"));
      }
    }
    page.setViewportSize(1280, 800);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static void write(byte[] png, Path file) {
    try {
      Files.createDirectories(file.getParent());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      File target = file.toFile();
      ImageIO.write(withPalette(image), "png", target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage withPalette(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int[] palette = mostFrequent(pixels);
    Map<Integer, Integer> indexes = new HashMap<>();
    IndexColorModel model =
        new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage reduced =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < pixels.length; i++) {
      int index = indexes.computeIfAbsent(pixels[i], pixel -> nearest(palette, pixel));
      reduced.getRaster().setSample(i % image.getWidth(), i / image.getWidth(), 0, index);
    }
    return reduced;
  }

  private static int[] mostFrequent(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    Arrays.stream(pixels).forEach(pixel -> counts.merge(pixel, 1, Integer::sum));
    return counts.entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(COLOURS)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private static int nearest(int[] palette, int pixel) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(palette[i], pixel) < distance(palette[best], pixel)) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
      sum += difference * difference;
    }
    return sum;
  }
}
