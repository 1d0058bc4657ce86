"""Strings of the app, a module for each part of it."""

from quizrnn.i18n.app import commands, pages, settings, sitting

EN: dict[str, str] = commands.EN | pages.EN | settings.EN | sitting.EN
JA: dict[str, str] = commands.JA | pages.JA | settings.JA | sitting.JA
