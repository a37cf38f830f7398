"""Scanned pages for registre-core, read by the command ``tesseract``."""

from registre_recognition_tesseract.command import Limits
from registre_recognition_tesseract.recognizer import TesseractRecognizer

__all__ = ["Limits", "TesseractRecognizer"]
