package dev.waymark.server.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a program's token may not ask for, whatever its account may: accounts, roles, passwords,
 * sessions and other tokens. A password may, as may the session of a browser.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NotByToken {}
