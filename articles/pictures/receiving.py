"""Takes in the files that editors choose, keeps them until their form is saved, clears up."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from articles.models import Image, Upload
from articles.pictures.metadata import Told, told_by
from articles.pictures.opening import check, opened

# How long a file waits for its form: as long as what was typed beside it.
KEPT_FOR = timedelta(days=30)


def receive(file: UploadedFile, *, by: Any) -> Upload:
    """Check a file and keep it for the form in which it was chosen; ValidationError if refused."""
    check(file)
    told = told_by(opened(file))
    file.seek(0)
    return Upload.objects.create(file=file, made_by=by, told=told)


def chosen(uid: str, *, by: Any) -> Upload:
    """The file that this user chose before; ValidationError if there is none."""
    try:
        return Upload.objects.get(uid=uuid.UUID(uid), made_by=by)
    except (ValueError, Upload.DoesNotExist) as error:
        raise ValidationError(_("Choose the file again."), code="unknown_upload") from error


def propose(image: Image, told: Told) -> list[str]:
    """Fill the columns that are empty with what the file says; which ones."""
    empty = [name for name in told if not getattr(image, name, None)]
    for name in empty:
        setattr(image, name, told[name])
    return empty


def forget_chosen(now: datetime) -> int:
    """Delete the files for which no form came; how many."""
    old = list(Upload.objects.filter(taken_at=None, made_at__lt=now - KEPT_FOR))
    for upload in old:
        name, storage = upload.file.name, upload.file.storage
        upload.delete()
        storage.delete(name)
    return len(old)
