package dev.waymark.server.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.transport.PackParser;

/**
 * A repository into which only packs come that this process has the memory for. JGit keeps objects
 * that others are deltas of in memory, and makes room for as many objects as a pack says it has.
 */
final class BoundedRepository extends FileRepository {
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final long MOST_BYTES_OF_OBJECT = Math.min(Integer.MAX_VALUE, HEAP / 8);
  private static final long MOST_BYTES_OF_PACK = 4L << 30;

  /** JGit needs some 100 bytes for each while it reads a pack. */
  private static final long MOST_OBJECTS = HEAP / 400;

  private BoundedRepository(FileRepositoryBuilder builder) throws IOException {
    super(builder);
  }

  static Repository at(Path folder) throws IOException {
    var window = new WindowCacheConfig();
    window.setStreamFileThreshold((int) Math.min(window.getStreamFileThreshold(), HEAP / 16));
    window.install();
    return new BoundedRepository(
        new FileRepositoryBuilder()
            .setGitDir(folder.toFile())
            .setBare()
            .setMustExist(false)
            .setup());
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter inserter = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return inserter;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        PackParser parser = inserter.newPackParser(new PackStream(in));
        parser.setMaxObjectSizeLimit(MOST_BYTES_OF_OBJECT);
        return parser;
      }
    };
  }

  /** A pack that is too large; says why. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;

    TooLarge(String message) {
      super(message);
    }
  }

  /** Looks at the head of a pack, and counts its bytes. */
  private static final class PackStream extends FilterInputStream {
    private final ByteBuffer head = ByteBuffer.allocate(12);
    private long bytes;

    PackStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        look(buffer, offset, read);
      }
      return read;
    }

    private void look(byte[] buffer, int offset, int length) throws TooLarge {
      bytes += length;
      if (bytes > MOST_BYTES_OF_PACK) {
        throw new TooLarge("it sends more than " + (MOST_BYTES_OF_PACK >> 20) + " MiB at once");
      }
      if (head.hasRemaining()) {
        head.put(buffer, offset, Math.min(length, head.remaining()));
        long objects = Integer.toUnsignedLong(head.getInt(8));
        if (!head.hasRemaining() && objects > MOST_OBJECTS) {
          throw new TooLarge(
              "it sends %,d objects, and this process has the memory for %,d"
                  .formatted(objects, MOST_OBJECTS));
        }
      }
    }
  }
}
