"""Factories of pictures, of files chosen for a form, and of links to a preview."""

import hashlib
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory, ImageField

from articles.models import Image, PreviewLink, Rendition, Upload
from articles.pictures.renditions import make
from tests.factories.accounts import UserFactory
from tests.factories.articles import ArticleFactory


class ImageFactory(DjangoModelFactory):
    """A picture with its rights; `made=True`: with what readers see of it."""

    class Meta:
        model = Image
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticleFactory)
    file = ImageField(width=40, height=30)
    credit = "A. Traoré, agence"
    alt_text = "Deux ministres se serrent la main."

    @factory.post_generation
    def made(self, create, extracted, **kwargs):
        if extracted:
            make(self)


class RenditionFactory(DjangoModelFactory):
    """The row alone, without a file; `ImageFactory(made=True)` has both."""

    class Meta:
        model = Rendition

    image = factory.SubFactory(ImageFactory)
    name = factory.Sequence(lambda n: f"{n + 1:032x}-480.webp")
    shape = "whole"
    media_type = "image/webp"
    width = 40
    height = 30
    of_file = factory.LazyAttribute(lambda row: row.image.file.name)
    of_x = of_y = 0.5


class UploadFactory(DjangoModelFactory):
    class Meta:
        model = Upload

    file = ImageField(width=40, height=30)
    made_by = factory.SubFactory(UserFactory)


class PreviewLinkFactory(DjangoModelFactory):
    """A link of which nobody knows the token, good for a day."""

    class Meta:
        model = PreviewLink

    article = factory.SubFactory(ArticleFactory)
    digest = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    made_by = factory.SubFactory(UserFactory)
    made_at = factory.LazyFunction(timezone.now)
    expires_at = factory.LazyAttribute(lambda row: row.made_at + timedelta(hours=24))
