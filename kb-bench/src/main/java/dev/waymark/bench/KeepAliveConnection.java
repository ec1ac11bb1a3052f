package dev.waymark.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept and blocks, as the reference's to the database does: a client with
 * threads of its own would be measured along with the server.
 */
final class KeepAliveConnection implements Closeable {
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final String headers;

  /**
   * @param headers those of each request, each ending with a line end
   */
  KeepAliveConnection(URI server, String headers) throws IOException {
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.headers = "Host: " + server.getAuthority() + "\r\n" + headers;
  }

  /**
   * Asks for something and reads all of the answer.
   *
   * @throws IOException if the answer isn't 200
   */
  byte[] get(String path) throws IOException {
    return send("GET", path, "", new byte[0]);
  }

  /**
   * Sends something and reads all of the answer.
   *
   * @throws IOException if the answer isn't 200
   */
  byte[] post(String path, String header, byte[] body) throws IOException {
    return send("POST", path, header, body);
  }

  private byte[] send(String method, String path, String header, byte[] body) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream(1024);
    request.writeBytes(
        "%s %s HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, headers, header, body.length)
            .getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    request.writeTo(socket.getOutputStream());
    String status = line();
    int length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
    }
    if (length < 0) {
      throw new IOException(path + ": " + status + ", and no length of the answer");
    }
    byte[] answer = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new IOException(
          path + ": " + status + ": " + new String(answer, StandardCharsets.UTF_8));
    }
    return answer;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
