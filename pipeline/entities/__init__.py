"""Organizations and people: candidates from the model and the layers, made into mentions."""

from pipeline.entities.engines import Engine, load_engine
from pipeline.entities.finder import find
from pipeline.entities.mentions import Mentions

__all__ = ["Engine", "Mentions", "find", "load_engine"]
